// Owns the short path of the methods by which a legacy client says what it wants to be told.
import type { ClientWishes } from '../methods/client-wishes.ts';
import { isLogLevel } from '../message/log-level.ts';
import { isSureLegacy } from '../message/sure-shapes.ts';
import type { Params } from '../message/wire-message.ts';

/** The empty result of a well-formed wish, which is remembered; `undefined` for anything else. Throws a `WireFailure` for one that cannot be granted. */
export function grantWish(method: string, params: Params | undefined, wishes: ClientWishes): object | undefined {
  if (method === 'logging/setLevel') {
    const level = params?.['level'];
    if (!isSureLegacy(params, ['level']) || !isLogLevel(level)) return undefined;
    wishes.logLevel = level;
    return {};
  }
  if (method !== 'resources/subscribe' && method !== 'resources/unsubscribe') return undefined;
  const uri = params?.['uri'];
  if (!isSureLegacy(params, ['uri']) || typeof uri !== 'string') return undefined;
  if (method === 'resources/subscribe') wishes.subscribe(uri);
  else wishes.unsubscribe(uri);
  return {};
}
