// Owns opening connections to allowed addresses only: the address that was checked is the one that is dialed, so a name cannot change its mind in between.
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { plainHost } from './address-class.ts';
import type { DialRules } from './dial-rules.ts';

/** What a connector opens connections with. */
export interface ConnectorParts {
  readonly rules: DialRules;
  readonly options: buildConnector.BuildOptions;
  /** Default: the system's resolver. */
  readonly lookup?: LookupFunction;
}

/** A connector for undici. Of the addresses of a name those that may not be dialed are left out; where none is left it fails with `DialRefusal`. */
export function guardedConnector({ rules, options, lookup = resolve }: ConnectorParts): buildConnector.connector {
  const free = buildConnector({ ...options, lookup });
  const guarded = buildConnector({ ...options, lookup: guardedLookup(rules, lookup) });
  return (wanted, done) => {
    const url = new URL(`${wanted.protocol}//${wanted.host ?? wanted.hostname}`);
    if (rules.isFree(url)) return free(wanted, done);
    const host = plainHost(wanted.hostname);
    // An address is not looked up.
    const refusal = isIP(host) === 0 ? undefined : rules.refusal(host, host);
    if (refusal === undefined) return guarded(wanted, done);
    done(refusal, null);
  };
}

function guardedLookup(rules: DialRules, lookup: LookupFunction): LookupFunction {
  return (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      const addresses = typeof found === 'string' ? [] : found;
      if (error !== null) return done(error, []);
      const judged = addresses.map((each) => ({ each, refusal: rules.refusal(host, each.address) }));
      const allowed = judged.flatMap(({ each, refusal }) => (refusal === undefined ? [each] : []));
      const refusal = judged.find((one) => one.refusal !== undefined)?.refusal;
      if (allowed.length === 0 && refusal !== undefined) return done(refusal, []);
      answer(allowed, options.all === true, done);
    });
  };
}

function answer(addresses: readonly LookupAddress[], all: boolean, done: Parameters<LookupFunction>[2]): void {
  if (all) return done(null, [...addresses]);
  const [first] = addresses;
  done(null, first?.address ?? '', first?.family);
}

const resolve: LookupFunction = (host, options, done) => systemLookup(host, options, done);
