// Owns which headers of a client's request go on to the upstream, and what they say about who the client is.
import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../call/caller.ts';

/** Why headers are never passed on, by name. */
const REFUSED: readonly (readonly [names: RegExp, reason: string])[] = [
  [
    /^authorization$/,
    'carries the token for this server, which must never reach another one; --token-exchange gets one for the upstream',
  ],
  [/^cookie$/, 'carries logins of whatever else runs under this host name'],
  [
    /^(host|origin|referer|forwarded|content-.*|accept|accept-encoding|expect|date|range)$/,
    'is about this request only',
  ],
  [/^(mcp-.*|last-event-id)$/, 'belongs to MCP'],
  [
    /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/,
    'belongs to one connection only (RFC 9110 §7.6.1)',
  ],
];

/** Headers that differ from request to request of one client, so that they say nothing about who it is. */
const PASSING =
  /^(x-request-.*|request-id|.*correlation-id|.*trace.*|b3|x-b3-.*|baggage|idempotency-key|x-idempotency-key|if-.*|cache-control|pragma|priority|user-agent|sec-.*)$/;

/** Why a header of this name cannot be passed on; `undefined` if it can. */
export function whyNotForwarded(name: string): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return 'is no name of a header';
  return REFUSED.find(([names]) => names.test(name.toLowerCase()))?.[1];
}

/** Picks the headers that the operator allowed. */
export class ForwardedHeaders {
  readonly #names: readonly string[];
  readonly #telling: readonly string[];

  /** @param names for which {@link whyNotForwarded} says nothing. */
  constructor(names: readonly string[]) {
    this.#names = [...new Set(names.map((name) => name.toLowerCase()))];
    this.#telling = this.#names.filter((name) => !PASSING.test(name));
  }

  /**
   * The caller with the headers of this request. Where nobody but the headers tells clients apart (`known` is false), equal values are one principal: what
   * was answered to one key is not there for another.
   */
  of(caller: Caller, headers: IncomingHttpHeaders, known: boolean): Caller {
    if (this.#names.length === 0) return caller;
    const picked = this.#pick(this.#names, headers);
    if (picked.length === 0) return caller;
    const telling = known ? [] : this.#pick(this.#telling, headers);
    const principal =
      telling.length === 0 ? caller.principal : `${caller.principal} ${hash('sha256', JSON.stringify(telling), 'hex')}`;
    return { ...caller, principal, headers: Object.fromEntries(picked) };
  }

  #pick(names: readonly string[], headers: IncomingHttpHeaders): (readonly [name: string, value: string])[] {
    return names.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const];
    });
  }
}
