// Owns `/metrics`: Prometheus text, for this machine or for whoever may read.
import type { Principal } from '@mcpm/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authorize } from '../guard/guard.ts';
import { PRINCIPAL } from '../guard/request-facts.ts';
import type { SystemService } from '../services.ts';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Registers `/metrics`: free of tokens on loopback unless `needToken`, else for viewers. */
export function registerPrometheus(
  app: FastifyInstance,
  system: Pick<SystemService, 'prometheus'>,
  options: { readonly needToken: boolean },
): void {
  const allow = (request: FastifyRequest): void => {
    if (!options.needToken && LOOPBACK.test(request.ip)) return;
    authorize(request.getDecorator<Principal | undefined>(PRINCIPAL), 'viewer');
  };
  const schema = { hide: true };
  app.get('/metrics', { schema, config: { rateLimit: false } }, async (request, reply) => {
    allow(request);
    const { contentType, text } = await system.prometheus();
    return reply.type(contentType).send(text);
  });
}
