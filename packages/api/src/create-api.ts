// Owns the assembly of the API: one Fastify with guard, routes, document and stream; it does not listen.
import { randomUUID } from 'node:crypto';
import { McpmError } from '@mcpm/domain';
import fastify, { type FastifyInstance } from 'fastify';
import type { ApiOptions } from './api-options.ts';
import { registerDocument, registerDocumentRoutes } from './document/openapi-document.ts';
import { createGuard } from './guard/guard.ts';
import { guardDoor, identifyCaller } from './guard/guard-hooks.ts';
import { createSendProblem } from './problem/send-problem.ts';
import { acceptJsonOnly } from './route/accept-json.ts';
import { IdempotencyMemory } from './route/idempotency.ts';
import { registerRateLimits } from './route/rate-limits.ts';
import { createRecordOperation } from './route/record-operation.ts';
import { registerRoutes } from './route/register-routes.ts';
import { createHandlers } from './routes/handlers.ts';
import { registerPrometheus } from './routes/prometheus.ts';
import { acceptUpgrades, registerStream } from './stream/register-stream.ts';

const DEFAULT_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Makes the API. Every request to the instance, also to routes added later, passes the Host and Origin check and gets an
 * `X-Request-Id`; errors are answered as problems. Unknown paths below `/api` are answered here, all others are the caller's.
 */
export async function createApi(options: ApiOptions): Promise<FastifyInstance> {
  const { services, secureCookie = false, metricsNeedToken: needToken = false, heartbeatMs, now = Date.now } = options;
  const { access, logs, system } = services;
  const guard = createGuard({ access, allowedHosts: options.allowedHosts, allowedOrigins: options.allowedOrigins });
  const sendProblem = createSendProblem(logs);
  const app = fastify({
    bodyLimit: options.maxBodyBytes ?? DEFAULT_BODY_BYTES,
    genReqId: () => randomUUID(),
    frameworkErrors: (error, request, reply) => {
      // No hook runs for these: a socket that asked for an upgrade would stay open for ever.
      if (request.headers.upgrade !== undefined) reply.raw.once('finish', () => request.raw.socket.destroySoon());
      sendProblem(error, request, reply);
    },
  });
  app.setErrorHandler(sendProblem);
  await acceptUpgrades(app);
  guardDoor(app, guard);
  await app.register(async (api) => {
    identifyCaller(api, guard);
    acceptJsonOnly(api);
    await registerRateLimits(api);
    await registerDocument(api, options.version);
    registerRoutes(api, {
      handlers: createHandlers(services, { secureCookie }),
      idempotency: new IdempotencyMemory(now),
      recordOperation: createRecordOperation(services, now),
    });
    registerPrometheus(api, system, { needToken });
    registerDocumentRoutes(api);
    registerStream(api, { services, guard, now, heartbeatMs });
  });
  await app.register(answerUnknownPaths, { prefix: '/api' });
  return app;
}

async function answerUnknownPaths(scope: FastifyInstance): Promise<void> {
  scope.setNotFoundHandler((request) => {
    const [path] = request.url.split('?');
    throw new McpmError('route_not_found', `There is nothing at ${request.method} ${path}.`);
  });
}
