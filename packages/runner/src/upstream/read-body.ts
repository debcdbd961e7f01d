// Owns reading the body of an upstream answer: decoded, and never more than the bound.
import type { Readable } from 'node:stream';
import { undoCodings } from './content-codings.ts';
import type { IncomingAnswer } from './incoming-answer.ts';

/** How a body is read. */
export interface BodyReading {
  /** The `Content-Encoding` header. */
  readonly coding: string | undefined;
  /** Bytes kept after decoding. */
  readonly limit: number;
  /** Whether what came before the body broke off is worth having: true of sequences, whose items stand for themselves. */
  readonly keepBroken: boolean;
  /** Told of each chunk that is kept, after decoding. */
  readonly onChunk?: (chunk: Uint8Array) => void;
}

/** Bytes of a body, and whether there were more. */
export interface ReadBody {
  readonly body: Uint8Array;
  readonly truncated: boolean;
  /** What is to be said of it, one sentence each. */
  readonly notes: readonly string[];
  /** Why it broke off, if it did and what came is kept. */
  readonly broken?: unknown;
}

/** Bytes an encoded body may have beyond the limit, besides a sixteenth: one chunk from the network must always fit. */
const SLACK = 65_536;

/** Reads at most `limit` bytes as they come, at once where they have come already. Rejects when the body breaks off; a longer one is given up. */
export function readPlain(answer: IncomingAnswer, limit: number): ReadBody | Promise<ReadBody> {
  const whole = answer.whole(limit);
  if (whole !== undefined) return { body: whole, truncated: false, notes: [] };
  const { promise, resolve, reject } = Promise.withResolvers<ReadBody>();
  const chunks: Uint8Array[] = [];
  let room = limit;
  const finish = (truncated: boolean) => resolve({ body: Buffer.concat(chunks), truncated, notes: [] });
  answer.take({
    data: (chunk) => {
      chunks.push(chunk.byteLength > room ? chunk.subarray(0, room) : chunk);
      const over = chunk.byteLength > room;
      room -= Math.min(room, chunk.byteLength);
      if (!over) return;
      finish(true);
      answer.giveUp();
    },
    end: () => finish(false),
    fail: reject,
  });
  return promise;
}

/** Bytes that are read of an answer nobody wants, so that its connection can be used again. */
const MOST_DISCARDED = 65_536;

/** Reads what is left if it is little and comes soon; else the answer is given up. */
export async function discard(answer: IncomingAnswer, withinMs: number): Promise<void> {
  const timer = setTimeout(() => answer.giveUp(), withinMs);
  try {
    await readPlain(answer, MOST_DISCARDED);
  } catch {
    // Whatever became of it, nobody wanted it.
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Reads at most `limit` bytes after undoing the content codings. A body is cut too when it takes much more than that before it is decoded, or between two codings.
 * Rejects when the body breaks off or is damaged, unless what came is to be kept. The source is destroyed in any case.
 */
export async function readBody(
  source: Readable,
  { coding, limit, keepBroken, onChunk }: BodyReading,
): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  const notes: string[] = [];
  let size = 0;
  let overflow = false;
  // Encoded bytes are hardly ever more than decoded ones; a body that goes on and on without yielding anything is no honest one.
  const bound = (bytes: AsyncIterable<Uint8Array>) =>
    atMost(bytes, limit + Math.ceil(limit / 16) + SLACK, () => (overflow = true));
  try {
    const { bytes, note } = await undoCodings(source, coding, bound);
    if (note !== undefined) notes.push(note);
    for await (const chunk of bytes) {
      const room = limit - size;
      const kept = chunk.byteLength > room ? chunk.subarray(0, room) : chunk;
      chunks.push(kept);
      size += kept.byteLength;
      if (kept.byteLength > 0) onChunk?.(kept);
      // Leaving the loop destroys the stream, and with it the connection.
      if (chunk.byteLength > room) return { body: Buffer.concat(chunks), truncated: true, notes };
    }
    return { body: Buffer.concat(chunks), truncated: overflow, notes };
  } catch (error) {
    const body = Buffer.concat(chunks);
    // The decoder misses the end that was held back from it.
    if (overflow) return { body, truncated: true, notes };
    if (keepBroken && size > 0) return { body, truncated: true, notes, broken: error };
    throw error;
  } finally {
    source.destroy();
  }
}

async function* atMost(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
  onOverflow: () => void,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.byteLength;
    if (size > limit) return onOverflow();
    yield chunk;
  }
}
