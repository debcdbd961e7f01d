// Owns which door a server has: open, with one token for all, with the access tokens of an authorization server.
import type { IncomingHttpHeaders } from 'node:http';
import type { RunnerOptions } from '@mcpm/domain';
import { LOCAL_CALLER } from '../call/caller.ts';
import type { Environment } from '../runtime/environment.ts';
import type { Door, Verdict } from '../http/door.ts';
import type { Logger } from '../log/logger.ts';
import type { AccessTokens } from './access-tokens.ts';
import { bearerToken } from './bearer-token.ts';
import { ForwardedHeaders } from './forwarded-headers.ts';
import { ProtectedResource } from './protected-resource.ts';
import { SharedToken, TOKEN_CALLER } from './shared-token.ts';

/** Where a door is. */
export interface DoorPlace {
  /** The port of the listener. */
  readonly port: number;
  readonly log: Logger;
  /** The variables of the process, in which proxies stand. */
  readonly env: Environment;
}

const OPEN: Verdict = { caller: LOCAL_CALLER };
/** Milliseconds for one question to the authorization server: a client is waiting. */
const ASK_MS = 10_000;

/** Makes the door for a listener with this port. The code for access tokens is loaded with the first one. */
export function openDoor(options: RunnerOptions, place: DoorPlace): Door {
  const { oauthIssuer, requireToken, forwardHeaders } = options;
  const forwarded = new ForwardedHeaders(forwardHeaders);
  const shared = requireToken === undefined ? undefined : new SharedToken(requireToken);
  if (oauthIssuer === undefined) {
    const judge =
      shared === undefined ? () => OPEN : (headers: IncomingHttpHeaders) => shared.judge(bearerToken(headers));
    if (forwardHeaders.length === 0) return { identify: judge };
    return { identify: (headers) => withHeaders(judge(headers), forwarded, headers) };
  }
  const resource = new ProtectedResource(options, place.port);
  let tokens: Promise<AccessTokens> | undefined;
  let loaded: AccessTokens | undefined;
  const load = () =>
    (tokens ??= openTokens(options, { ...place, issuer: oauthIssuer, resource }).then((made) => (loaded = made)));
  const judge = (headers: IncomingHttpHeaders): Verdict | Promise<Verdict> => {
    const { host = '' } = headers;
    const token = bearerToken(headers);
    if (token === undefined) return { refusal: resource.refusal(host) };
    if (shared?.is(token)) return shared.judge(token);
    return loaded === undefined ? load().then((made) => made.judge(token, host)) : loaded.judge(token, host);
  };
  return {
    identify: (headers) => {
      const verdict = judge(headers);
      return verdict instanceof Promise
        ? verdict.then((later) => withHeaders(later, forwarded, headers))
        : withHeaders(verdict, forwarded, headers);
    },
    openPage: (path, host) => resource.metadataAt(path, host),
  };
}

/** Only an authorization server tells people apart; otherwise the headers do. */
function withHeaders(verdict: Verdict, forwarded: ForwardedHeaders, headers: IncomingHttpHeaders): Verdict {
  if ('refusal' in verdict) return verdict;
  const { caller } = verdict;
  const known = caller !== LOCAL_CALLER && caller !== TOKEN_CALLER;
  const own = forwarded.of(caller, headers, known);
  return own === caller ? verdict : { caller: own };
}

async function openTokens(
  options: RunnerOptions,
  { issuer, resource, log, env }: DoorPlace & { readonly issuer: string; readonly resource: ProtectedResource },
): Promise<AccessTokens> {
  const [{ AccessTokens: Tokens }, { AuthorityConnection }, { readTlsFiles }, { readExchange }, { dialSettings }] =
    await Promise.all([
      import('./access-tokens.ts'),
      import('../credentials/authority-connection.ts'),
      import('../credentials/tls-files.ts'),
      import('../credentials/read-exchange.ts'),
      import('../upstream/dial/dial-settings.ts'),
    ]);
  const { ca } = readTlsFiles({ ca: options.ca, clientCert: undefined, clientKey: undefined }).tls;
  const connection = new AuthorityConnection(ca === undefined ? {} : { ca }, ASK_MS, dialSettings(options, env));
  const exchange = await readExchange(options.tokenExchange);
  return new Tokens({
    issuer,
    resource,
    scopes: options.oauthScopes,
    ask: connection.fetch,
    ...(exchange.client && { exchanging: exchange.client }),
    log,
    now: () => performance.now(),
    time: () => Date.now(),
  });
}
