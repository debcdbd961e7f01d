// Owns the answer to an HTTP request that could not be read or hit a bug.
import type { ServerResponse } from 'node:http';
import { BodyTooLarge, MAX_BODY_BYTES } from '../http/read-json.ts';
import type { Logger } from '../log/logger.ts';
import { refusal } from './refusal.ts';
import { writeWebResponse } from './web-exchange.ts';

/** 413 or 400 for a body that cannot be taken, 500 for a bug; an answer already begun is cut. */
export async function failRequest(response: ServerResponse, error: unknown, log: Logger): Promise<void> {
  if (response.headersSent || response.destroyed) {
    response.destroy();
  } else if (error instanceof BodyTooLarge) {
    await writeWebResponse(response, refusal(413, -32_000, `Payload Too Large: at most ${MAX_BODY_BYTES} bytes`));
  } else if (error instanceof SyntaxError) {
    await writeWebResponse(response, refusal(400, -32_700, 'Parse error: the body is not valid JSON'));
  } else {
    log.error(`A request hit a bug: ${error instanceof Error ? error.stack : String(error)}`);
    await writeWebResponse(response, refusal(500, -32_603, 'Internal error; the log of the server says more'));
  }
}
