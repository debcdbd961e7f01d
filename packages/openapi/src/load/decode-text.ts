// Turns the bytes of a document into text.
import { isUtf8 } from 'node:buffer';

/**
 * Decodes UTF-8 (what OpenAPI documents have to be in), UTF-16 by its byte order mark or by its zero bytes, and Windows-1252 where no byte fits UTF-8; the
 * mark is dropped.
 */
export function decodeText(bytes: Uint8Array): string {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes);
  // A decoder would have to be made first.
  if (isUtf8(bytes)) return withoutMark(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  const text = new TextDecoder().decode(bytes);
  if (hasWideCharacters(text)) return text;
  return new TextDecoder('windows-1252').decode(bytes);
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The UTF-16 of these bytes, if they are that: every document begins with characters of ASCII, half of whose bytes are zero then. */
export function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (isAscii(first) && second === 0 && isAscii(third) && fourth === 0) return 'utf-16le';
  return first === 0 && isAscii(second) && third === 0 && isAscii(fourth) ? 'utf-16be' : undefined;
}

/** Whether anything beyond ASCII was decoded well: then a few bytes are broken, and the encoding is right. */
function hasWideCharacters(text: string): boolean {
  return /[\u0080-\uFFFC]/.test(text);
}

function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && (byte === 9 || byte === 10 || byte === 13 || (byte >= 32 && byte < 127));
}
