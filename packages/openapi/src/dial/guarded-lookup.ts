// Owns looking names up for connections: of the addresses of a name those that may not be dialed are left out, so a name cannot change its mind in between.
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { DialRules } from './dial-rules.ts';

/** A lookup for `net.connect`; it fails with `DialRefusal` where no address is left. An address is never looked up: judge it before. `lookup` is by default the system's. */
export function guardedLookup(rules: DialRules, lookup: LookupFunction = systemResolver): LookupFunction {
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

/** The resolver of the system. */
export const systemResolver: LookupFunction = (host, options, done) => systemLookup(host, options, done);

function answer(addresses: readonly LookupAddress[], all: boolean, done: Parameters<LookupFunction>[2]): void {
  if (all) return done(null, [...addresses]);
  const [first] = addresses;
  done(null, first?.address ?? '', first?.family);
}
