// Owns how often one caller may ask: by token once it is known, by address before.
import rateLimit, { type RateLimitOptions, type RateLimitPluginOptions } from '@fastify/rate-limit';
import { McpmError, type Principal } from '@mcpm/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RouteName } from '../contract/routes.ts';
import { PRINCIPAL } from '../guard/request-facts.ts';

const MINUTE_MS = 60_000;

/** Answers once in 60 seconds beyond this many requests of one caller. */
const GENEROUS = 3000;
/** Logins tried from one address in 60 seconds. */
const LOGINS = 10;

/** The limit of a route, where it is not the general one; `false` for none. */
export function limitOf(name: RouteName): RateLimitOptions | false | undefined {
  if (name === 'livez' || name === 'readyz') return false;
  if (name === 'login') return { max: LOGINS, timeWindow: MINUTE_MS, keyGenerator: (request) => request.ip };
  return undefined;
}

/** Puts the general limit on every route registered after. */
export async function registerRateLimits(app: FastifyInstance): Promise<void> {
  const options: RateLimitPluginOptions = {
    max: GENEROUS,
    timeWindow: MINUTE_MS,
    keyGenerator: callerKey,
    errorResponseBuilder: (_request, { ttl }) =>
      new McpmError('rate_limited', 'This caller has asked too often.', {
        retryAfter: Math.max(1, Math.ceil(ttl / 1000)),
      }),
  };
  await app.register(rateLimit, options);
}

function callerKey(request: FastifyRequest): string {
  const principal = request.getDecorator<Principal | undefined>(PRINCIPAL);
  return principal === undefined ? `address ${request.ip}` : `token ${principal.tokenId}`;
}
