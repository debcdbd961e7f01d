// Owns what is known of a request and its client while it is answered without the SDK.
import type { ClientWishes } from '../methods/client-wishes.ts';
import type { Origin } from '../methods/server-methods.ts';
import type { Era } from '../message/revisions.ts';
import { isSureLegacy, isSureModern, type Members } from '../message/sure-shapes.ts';
import type { Params } from '../message/wire-message.ts';

/** What a request is answered with besides its own words. */
export interface Exchange extends Origin {
  readonly era: Era;
  /** The legacy revision of the client, as far as it was negotiated. */
  readonly revision: string | undefined;
  /** What a client of the legacy era wants to be told; absent where nothing is remembered. */
  readonly wishes?: ClientWishes;
  /** Aborted when the client does not want the answer any more. Asked for only where an answer takes time. */
  readonly signal: AbortSignal;
  /** Sends a notification on the way of this request; a promise where the client has yet to take what was sent. */
  notify(json: string): Promise<void> | undefined;
}

/** Whether the SDK would surely take these params, of which the method reads these members. */
export function isSure(params: Params | undefined, { era }: Exchange, members: Members): boolean {
  return era === 'modern' ? isSureModern(params, members) : isSureLegacy(params, members);
}
