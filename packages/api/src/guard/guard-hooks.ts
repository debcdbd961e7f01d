// Owns where the guard stands in a request's way through Fastify.
import type { FastifyInstance } from 'fastify';
import { PRINCIPAL } from './request-facts.ts';
import type { Guard } from './guard.ts';

/** Checks Host and Origin of every request, and names the request in its answer. */
export function guardDoor(app: FastifyInstance, guard: Guard): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
    guard.checkHostAndOrigin(request);
  });
}

/** Finds out who asks; what they may is decided by each route. Answers are kept by nobody on the way. */
export function identifyCaller(app: FastifyInstance, guard: Guard): void {
  app.decorateRequest(PRINCIPAL, undefined);
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    request.setDecorator(PRINCIPAL, await guard.authenticate(request));
  });
}
