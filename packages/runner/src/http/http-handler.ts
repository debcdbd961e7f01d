// Owns what the listener hands requests to.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../call/caller.ts';

/** Answers HTTP requests; they come guarded, and only for paths it claims. */
export interface HttpHandler {
  /** Whether a path (without query) belongs to it. */
  claims(path: string): boolean;
  /** Answers one request of `caller`; never rejects. */
  handle(request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<void>;
}
