// The face of @mcpm/api: each name exported on purpose.
export type { ApiOptions } from './api-options.ts';
export { createApi } from './create-api.ts';
export { LOGIN_COOKIE } from './guard/credentials.ts';
export { authorize, createGuard, type Guard, type GuardOptions, type GuardRequest } from './guard/guard.ts';
export { PROBLEM_TYPE, problemOf } from './problem/problem-of.ts';
export type {
  AccessService,
  ApiLogLine,
  ApiServices,
  EventService,
  GuideService,
  LifecycleService,
  LoginProof,
  LogService,
  OperationService,
  ProcessChange,
  ProcessService,
  ServerChange,
  ServerService,
  SystemService,
} from './services.ts';
