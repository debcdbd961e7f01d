// Owns asking for documents on behalf of callers: only at addresses that they may make the manager ask.
import { DialRules, guardedLookup, plainHost } from '@mcpm/openapi';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch as ask } from 'undici';

/** Where documents may be, beside public addresses. */
export interface DocumentPlaces {
  /** Hosts, addresses, networks (CIDR) and `all`, which opens everything but link-local addresses. */
  readonly opened: readonly string[];
  /** Whether this machine is open: right where only this machine can call the manager. */
  readonly thisMachine: boolean;
}

/** Every address of this machine. */
const THIS_MACHINE: readonly string[] = ['127.0.0.0/8', '0.0.0.0', '::1', '::'];

/** The places as entries alone, as runners are told of them. */
export function listPlaces({ opened, thisMachine }: DocumentPlaces): readonly string[] {
  return thisMachine ? [...THIS_MACHINE, ...opened] : opened;
}

const OPENER = 'whoever starts the manager may open: by the variable MCPM_ALLOW_PRIVATE, with';

/**
 * Takes the place of the global `fetch` where documents are read: redirects are answers, so that each of their addresses is judged too. The address that was checked is the one that is
 * dialed. Rejects as `fetch` does, with a `DialRefusal` as its cause. `lookup` is by default the system's.
 */
export function documentFetch({ opened, thisMachine }: DocumentPlaces, lookup?: LookupFunction): typeof fetch {
  const rules = new DialRules({ named: [], namedHosts: [], opened, localDocument: thisMachine, opener: OPENER });
  const dispatcher = new Agent({ connect: { lookup: guardedLookup(rules, lookup) } });
  return async (input, { headers, signal } = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const host = plainHost(new URL(url).hostname);
    // An address is not looked up.
    const refusal = isIP(host) === 0 ? undefined : rules.refusal(host, host);
    if (refusal !== undefined) throw new TypeError('fetch failed', { cause: refusal });
    const sent = Object.fromEntries(new Headers(headers));
    const asked = { dispatcher, redirect: 'manual', headers: sent, signal: signal ?? null } as const;
    return ask(url, asked);
  };
}
