// Owns the translation between Node's HTTP messages and the web ones the SDK speaks.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const BOTH = 'application/json, text/event-stream';

/**
 * The request for the SDK, without its body (that is handed over parsed). Its signal is aborted when the client leaves before the answer is complete.
 * An `Accept` that is missing or takes anything is spelled out, because the SDK wants both types by name.
 */
export function toWebRequest(request: IncomingMessage, response: ServerResponse): Request {
  const leaving = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) leaving.abort();
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const accept = headers.get('accept')?.trim() ?? '';
  if (accept === '' || accept.includes('*/*'))
    headers.set('accept', request.method === 'GET' ? 'text/event-stream' : BOTH);
  return new Request(`http://${request.headers.host}${request.url}`, {
    method: request.method ?? 'GET',
    headers,
    signal: leaving.signal,
  });
}

/** Writes the SDK's answer. A client that left meanwhile ends it without an error. */
export async function writeWebResponse(response: ServerResponse, answer: Response): Promise<void> {
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.writeHead(answer.status);
  if (answer.body === null) {
    response.end();
    return;
  }
  // A standing stream may be silent for long; the client must see now that it is open.
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) response.flushHeaders();
  try {
    await pipeline(Readable.fromWeb(answer.body), response);
  } catch (error) {
    // The client is gone, or the conversation was closed under it: nobody is left to be told.
    if (!response.destroyed) response.destroy(error instanceof Error ? error : undefined);
  }
}
