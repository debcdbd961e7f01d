// Owns reading the body of an upstream answer: decoded, and never more than the bound.
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** Bytes of a body, and whether there were more. */
export interface ReadBody {
  readonly body: Uint8Array;
  readonly truncated: boolean;
}

/** Content codings this can undo, for `Accept-Encoding`. */
export const CODINGS = 'gzip, br, deflate';

/** Reads at most `limit` bytes after undoing the content coding; the bound holds for the decoded bytes. Rejects when the body breaks off or is damaged. */
export async function readBody(source: Readable, coding: string | undefined, limit: number): Promise<ReadBody> {
  const stream = decode(source, coding);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    const room = limit - size;
    chunks.push(chunk.byteLength > room ? chunk.subarray(0, room) : chunk);
    size += Math.min(chunk.byteLength, room);
    // Leaving the loop destroys the stream, and with it the connection.
    if (chunk.byteLength > room) return { body: Buffer.concat(chunks), truncated: true };
  }
  return { body: Buffer.concat(chunks), truncated: false };
}

function decode(source: Readable, coding: string | undefined): Readable {
  const decoder = decoderFor(coding);
  if (decoder === undefined) return source;
  // An error on either side destroys the decoder, whose reader is told.
  return pipeline(source, decoder, () => undefined);
}

function decoderFor(coding: string | undefined) {
  switch (coding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      return undefined;
  }
}
