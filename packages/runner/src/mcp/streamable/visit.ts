// Owns what one HTTP request brings along through this folder.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../call/caller.ts';

/** One request of a known caller, and the response to it. */
export interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly caller: Caller;
}
