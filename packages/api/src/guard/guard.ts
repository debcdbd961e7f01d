// Owns the one guard of every door: where a request comes from, and who sends it.
import type { IncomingHttpHeaders } from 'node:http';
import { McpmError, type Principal, type Role } from '@mcpm/domain';
import type { AccessService } from '../services.ts';
import { bearerTokenOf, loginCookieOf } from './credentials.ts';
import { isHostAllowed, isOriginAllowed } from './origin.ts';

/** What the guard looks at; Node's and Fastify's requests both fit. */
export interface GuardRequest {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** Whom to ask, and which places beside this machine are believed. */
export interface GuardOptions {
  readonly access: Pick<AccessService, 'verifyToken' | 'findLogin'>;
  /** Host names, with or without a port, beside 127.0.0.1, localhost and [::1]. */
  readonly allowedHosts: readonly string[];
  /** Browser origins beside the request's own host. */
  readonly allowedOrigins: readonly string[];
}

/** The guard of the API, the stream and the gateway. */
export interface Guard {
  /** Throws `origin_refused` when the Host is not ours, or an Origin is given that is neither the same host nor allowed. */
  checkHostAndOrigin(request: GuardRequest): void;
  /**
   * Who is asking, by bearer token or else by login cookie. Rejects with `origin_refused` when a request that may change something
   * shows a cookie without proof that it was sent from here: an Origin (checked before), or `Sec-Fetch-Site: same-origin`.
   */
  authenticate(request: GuardRequest): Promise<Principal | undefined>;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

const ranks: Readonly<Record<Role, number>> = { viewer: 0, developer: 1, admin: 2 };

/** Makes the guard. */
export function createGuard(options: GuardOptions): Guard {
  return {
    checkHostAndOrigin({ headers }) {
      const { host, origin } = headers;
      if (host === undefined || !isHostAllowed(host, options.allowedHosts))
        throw new McpmError('origin_refused', `The host "${host ?? ''}" is not one mcpm answers for.`);
      if (origin !== undefined && !isOriginAllowed(origin, host, options.allowedOrigins))
        throw new McpmError('origin_refused', `The origin "${origin}" may not call mcpm at "${host}".`);
    },
    async authenticate({ method, headers }) {
      const token = bearerTokenOf(headers);
      if (token !== undefined) return options.access.verifyToken(token);
      const cookie = loginCookieOf(headers);
      if (cookie === undefined) return undefined;
      if (
        !SAFE_METHODS.has(method ?? 'GET') &&
        headers.origin === undefined &&
        headers['sec-fetch-site'] !== 'same-origin'
      )
        throw new McpmError(
          'origin_refused',
          'A request with the login cookie must say that it comes from the same origin.',
        );
      return options.access.findLogin(cookie);
    },
  };
}

/** Throws `unauthorized` when nobody is known, `forbidden` when the role is less than needed; `public` needs nobody. */
export function authorize(principal: Principal | undefined, needed: Role | 'public'): void {
  if (needed === 'public') return;
  if (principal === undefined) throw new McpmError('unauthorized', 'The request shows no valid token or login.');
  if (ranks[principal.role] < ranks[needed])
    throw new McpmError(
      'forbidden',
      `This needs the role "${needed}"; "${principal.name}" has the role "${principal.role}".`,
    );
}
