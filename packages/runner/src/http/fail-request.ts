// Owns the answer to an HTTP request that could not be read or hit a bug.
import type { ServerResponse } from 'node:http';
import { BodyTooLarge, MAX_BODY_BYTES } from './read-json.ts';
import type { Logger } from '../log/logger.ts';
import { refuse } from './refuse.ts';

/** 413 or 400 for a body that cannot be taken, 500 for a bug; an answer already begun is cut, and a client that left needs none. */
export function failRequest(response: ServerResponse, error: unknown, log: Logger): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
  } else if (error instanceof BodyTooLarge) {
    refuse(response, { status: 413, code: -32_000, message: `Payload Too Large: at most ${MAX_BODY_BYTES} bytes` });
  } else if (error instanceof SyntaxError) {
    refuse(response, { status: 400, code: -32_700, message: 'Parse error: the body is not valid JSON' });
  } else if (response.req.errored) {
    // The connection broke while the request was read.
    response.destroy();
  } else {
    log.error(`A request hit a bug: ${error instanceof Error ? error.stack : String(error)}`);
    refuse(response, { status: 500, code: -32_603, message: 'Internal error; the log of the server says more' });
  }
}
