// Owns what the listener asks before a request is handed on: who calls, and what may be read by everybody.
import type { IncomingHttpHeaders } from 'node:http';
import type { Caller } from '../call/caller.ts';
import type { Refusal } from './refuse.ts';

/** Who calls, or why they may not. */
export type Verdict = { readonly caller: Caller } | { readonly refusal: Refusal };

/** Where callers show who they are. */
export interface Door {
  /** Judges every single request; never rejects. At once where that is possible, so that a known caller costs next to nothing. */
  identify(headers: IncomingHttpHeaders): Verdict | Promise<Verdict>;
  /** The JSON document that everybody may read at a path, if there is one; `host` is the `Host` of the request. */
  openPage?(path: string, host: string): object | undefined;
}
