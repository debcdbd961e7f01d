// Owns the options of the runner that a server definition carries as they are: those without a field of their own there, and without reach into the host.
import * as z from 'zod';
import { RunnerOptions } from './runner-options.ts';

const { shape } = RunnerOptions;

/** How the document is read, what the list of tools may cost, what becomes of answers, how patient calls are and how many there may be; what is absent has the runner's default. */
export const RunnerTuning = z.strictObject({
  overlays: shape.overlays.unwrap().optional(),
  externalRefs: shape.externalRefs.unwrap().optional(),
  strict: shape.strict.unwrap().optional(),
  server: shape.server,
  serverVariables: shape.serverVariables.unwrap().optional(),
  lazy: shape.lazy.unwrap().optional(),
  listBudget: shape.listBudget.unwrap().optional(),
  nameBudget: shape.nameBudget.unwrap().optional(),
  descriptionBudget: shape.descriptionBudget.unwrap().optional(),
  outputSchemas: shape.outputSchemas.unwrap().optional(),
  answerBudget: shape.answerBudget.unwrap().optional(),
  paginate: shape.paginate.unwrap().optional(),
  saveAbove: shape.saveAbove.unwrap().optional(),
  timeout: shape.timeout.unwrap().optional(),
  maxResponse: shape.maxResponse.unwrap().optional(),
  connectTimeout: shape.connectTimeout.unwrap().optional(),
  firstByteTimeout: shape.firstByteTimeout,
  retries: shape.retries.unwrap().optional(),
  hostConcurrency: shape.hostConcurrency.unwrap().optional(),
  circuitFailures: shape.circuitFailures.unwrap().optional(),
  responseCache: shape.responseCache.unwrap().optional(),
  rateLimit: shape.rateLimit.unwrap().optional(),
  maxSessions: shape.maxSessions.unwrap().optional(),
  sessionIdle: shape.sessionIdle.unwrap().optional(),
});
export type RunnerTuning = z.infer<typeof RunnerTuning>;
