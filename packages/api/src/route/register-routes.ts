// Owns the way from the route table to Fastify: who may, parse, handle once, answer, record.
import { Readable } from 'node:stream';
import type { Principal } from '@mcpm/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Route } from '../contract/route.ts';
import { routes, type RouteName } from '../contract/routes.ts';
import { routeSchema } from '../document/route-schema.ts';
import { loginCookieOf } from '../guard/credentials.ts';
import { authorize } from '../guard/guard.ts';
import { PRINCIPAL, REPLAYED, TARGET } from '../guard/request-facts.ts';
import type { Answer, Handlers } from './handler.ts';
import type { IdempotencyMemory } from './idempotency.ts';
import { parseRequest } from './parse-request.ts';
import { limitOf } from './rate-limits.ts';
import type { RecordOperation } from './record-operation.ts';

/** What routes share. */
export interface RouteContext {
  readonly handlers: Handlers;
  readonly idempotency: IdempotencyMemory;
  readonly recordOperation: RecordOperation;
}

/** Registers every route of the table. */
export function registerRoutes(app: FastifyInstance, context: RouteContext): void {
  // Parts of a request are parsed together in the handler; Fastify would stop at the first part with a fault.
  app.setValidatorCompiler(() => (value: unknown) => ({ value }));
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest(TARGET, undefined);
  app.decorateRequest(REPLAYED, false);
  for (const name of Object.keys(routes) as RouteName[]) register(app, name, context);
}

function register(app: FastifyInstance, name: RouteName, context: RouteContext): void {
  const route: Route = routes[name];
  const rateLimit = limitOf(name);
  app.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: routeSchema(name, route),
    config: rateLimit === undefined ? {} : { rateLimit },
    // Before the body is read: nobody unknown makes mcpm read megabytes.
    preParsing: async (request) => authorize(request.getDecorator<Principal | undefined>(PRINCIPAL), route.role),
    onSend: async (request, reply) => {
      if (route.changes) await record(name, context.recordOperation, request, reply);
    },
    handler: async (request, reply) => {
      const work = prepare(name, context.handlers[name], request);
      const answer = await runOnce(context.idempotency, request, work);
      request.setDecorator(TARGET, answer.target);
      void reply.code(route.status).headers(answer.headers ?? {});
      return reply.send('chunks' in answer ? Readable.from(answer.chunks) : answer.body);
    },
  });
}

/** Parses the request now; the work itself is done when called. */
function prepare<N extends RouteName>(name: N, handle: Handlers[N], request: FastifyRequest): () => Promise<Answer> {
  const parsed = parseRequest(routes[name], { params: request.params, query: request.query, body: request.body });
  const principal = request.getDecorator<Principal | undefined>(PRINCIPAL);
  return () => handle(parsed, { principal, loginCookie: loginCookieOf(request.headers) });
}

async function runOnce(
  idempotency: IdempotencyMemory,
  request: FastifyRequest,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const key = request.headers['idempotency-key'];
  const principal = request.getDecorator<Principal | undefined>(PRINCIPAL);
  if (request.method !== 'POST' || key === undefined || principal === undefined) return work();
  const action = `${request.method} ${request.url}`;
  const body = request.body;
  const run = idempotency.run({ key: String(key), caller: principal.tokenId, action, body }, work);
  request.setDecorator(REPLAYED, run.replayed);
  return run.answer;
}

async function record(
  action: RouteName,
  recordOperation: RecordOperation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const principal = request.getDecorator<Principal | undefined>(PRINCIPAL);
  // Who is not known did nothing, and an answer given again is nothing done.
  if (principal === undefined || request.getDecorator<boolean>(REPLAYED)) return;
  const { id } = (request.params ?? {}) as { readonly id?: string };
  const target = request.getDecorator<string | undefined>(TARGET) ?? id;
  await recordOperation({ principal, action, target, requestId: request.id, result: reply.statusCode });
}
