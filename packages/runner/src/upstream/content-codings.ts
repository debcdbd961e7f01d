// Owns the content codings of answers (RFC 9110 §8.4): which of them this Node can undo, and undoing them chunk by chunk.
import { pipeline, Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';

/** Bytes on their way, and what is to be said of them. */
export interface DecodedStream {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** One sentence where the answer is not in the coding that it names, or where that coding is not known; the bytes are as they came then. */
  readonly note?: string;
}

/** Codings stacked upon each other that are undone; nobody honest has more. */
const MAX_STACK = 4;
/** A zstd answer may need a window of at most 8 MiB (RFC 9659 §3). */
const ZSTD_WINDOW_LOG = 23;

/** Characters of a name that is told. */
const MAX_NAME = 40;

/** What to ask for in `Accept-Encoding`: only what this Node can undo. */
export function acceptedCodings(): string {
  return hasZstd() ? 'gzip, br, zstd, deflate' : 'gzip, br, deflate';
}

/**
 * Undoes the codings of a `Content-Encoding` header, the last one first; `bound` is put around the output of each but the last, so that no layer grows without limit.
 * The bytes end with the codec's error where they are damaged. An answer without a byte is not looked at.
 */
export async function undoCodings(
  source: Readable,
  header: string | undefined,
  bound: (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): Promise<DecodedStream> {
  const codings = namedCodings(header);
  if (codings.length > MAX_STACK)
    return { bytes: source, note: `The API names ${codings.length} content codings; none was undone.` };
  let bytes: AsyncIterable<Uint8Array> = source;
  for (const coding of codings.toReversed()) {
    const layer = await undo(bound(bytes), coding);
    bytes = layer.bytes;
    if (layer.note !== undefined) return layer;
  }
  return { bytes };
}

function namedCodings(header = ''): readonly string[] {
  const names = header.split(',').map((name) => name.trim());
  return names.filter((name) => name !== '' && name.toLowerCase() !== 'identity');
}

async function undo(source: AsyncIterable<Uint8Array>, coding: string): Promise<DecodedStream> {
  const iterator = source[Symbol.asyncIterator]();
  const head = await readHead(iterator);
  const bytes = resume(head, iterator);
  // HEAD, 204 and 304 may name the coding of a body that they do not have.
  if (head.byteLength === 0) return { bytes };
  const found = decoderFor(coding, head);
  if (typeof found === 'string') return { bytes, note: found };
  // An error on either side destroys the decoder, whose reader is told.
  return { bytes: pipeline(Readable.from(bytes, { objectMode: false }), found, () => undefined) };
}

/** The decoder for what begins like this, or why there is none. */
function decoderFor(coding: string, head: Uint8Array): Transform | string {
  // As it was written, because secrets are taken out of what is told, and not cut, because part of one would not be known.
  const name = coding.length > MAX_NAME ? 'a content coding' : `the content coding "${coding}"`;
  const mismatch = `The API says that the answer is in ${name}, but it is not; it was taken as it came.`;
  switch (coding.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return head[0] === 0x1f && head[1] === 0x8b ? zlib.createGunzip() : mismatch;
    case 'br':
      return zlib.createBrotliDecompress();
    case 'deflate':
      // The standard means zlib's format; many servers send the bare one.
      return isZlib(head) ? zlib.createInflate() : zlib.createInflateRaw();
    case 'zstd':
      if (!hasZstd()) break;
      return isZstd(head)
        ? zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG } })
        : mismatch;
  }
  return `The answer is in ${name}, which cannot be undone here; it was taken as it came.`;
}

function hasZstd(): boolean {
  return typeof zlib.createZstdDecompress === 'function';
}

/** RFC 1950 §2.2: method 8, and a check sum of the first two bytes. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && first >> 4 <= 7 && ((first << 8) | second) % 31 === 0;
}

/** RFC 8878 §3.1: a frame, or one to be skipped. */
function isZstd([first = 0, second = 0, third = 0, fourth = 0]: Uint8Array): boolean {
  const number = ((fourth << 24) | (third << 16) | (second << 8) | first) >>> 0;
  return number === 0xfd2fb528 || (number >= 0x184d2a50 && number <= 0x184d2a5f);
}

async function readHead(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let head: Uint8Array = Buffer.alloc(0);
  while (head.byteLength < 4) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

async function* resume(head: Uint8Array, iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.byteLength > 0) yield head;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}
