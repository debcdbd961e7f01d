// Owns opening connections to allowed addresses only: the address that was checked is the one that is dialed, so a name cannot change its mind in between.
import { isIP, type LookupFunction } from 'node:net';
import { guardedLookup, plainHost, systemResolver, type DialRules } from '@mcpm/openapi';
import { buildConnector } from 'undici';

/** What a connector opens connections with. */
export interface ConnectorParts {
  readonly rules: DialRules;
  readonly options: buildConnector.BuildOptions;
  /** Default: the system's resolver. */
  readonly lookup?: LookupFunction;
}

/** A connector for undici. Of the addresses of a name those that may not be dialed are left out; where none is left it fails with `DialRefusal`. */
export function guardedConnector({
  rules,
  options,
  lookup = systemResolver,
}: ConnectorParts): buildConnector.connector {
  const free = buildConnector({ ...options, lookup });
  const guardedBy = (judge: DialRules) => buildConnector({ ...options, lookup: guardedLookup(judge, lookup) });
  const guarded = new Map<DialRules, buildConnector.connector>();
  return (wanted, done) => {
    const url = new URL(`${wanted.protocol}//${wanted.host ?? wanted.hostname}`);
    if (rules.isFree(url)) return free(wanted, done);
    const judge = rules.at(url);
    const host = plainHost(wanted.hostname);
    // An address is not looked up.
    const refusal = isIP(host) === 0 ? undefined : judge.refusal(host, host);
    if (refusal !== undefined) return done(refusal, null);
    const connect = guarded.get(judge) ?? guardedBy(judge);
    guarded.set(judge, connect);
    connect(wanted, done);
  };
}
