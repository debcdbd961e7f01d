// Owns reading the JSON body of a request, within its bound.
import type { IncomingMessage } from 'node:http';

/** Bytes a body may have. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

const REST_MS = 1_000;

/** The body is larger than `MAX_BODY_BYTES`. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/**
 * The parsed body. Rejects with `BodyTooLarge`, `SyntaxError` when it is not JSON, or the error of a connection that broke. Reads by events, because leaving a `for await` early would cut
 * the connection before the refusal is written.
 */
export function readJson(request: IncomingMessage): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const chunks: Buffer[] = [];
  let size = 0;
  const refuse = () => {
    request.off('data', take).resume();
    // A client that is still sending would lose the answer when its connection is closed, so the rest gets a moment to arrive.
    const timer = setTimeout(reject, REST_MS, new BodyTooLarge());
    request.once('end', () => {
      clearTimeout(timer);
      reject(new BodyTooLarge());
    });
  };
  const take = (chunk: Buffer) => {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) refuse();
    else chunks.push(chunk);
  };
  const finish = () => {
    if (size > MAX_BODY_BYTES) return;
    try {
      resolve(JSON.parse(join(chunks, size).toString()));
    } catch (error) {
      reject(error);
    }
  };
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) refuse();
  else request.on('data', take).once('end', finish);
  request.on('error', reject);
  return promise;
}

/** Most bodies come in one piece. */
function join(chunks: readonly Buffer[], size: number): Buffer {
  const [only] = chunks;
  return only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks, size);
}
