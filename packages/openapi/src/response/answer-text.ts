// Reads the bytes of an answer as text, in the charset that it names.
import type { MediaType } from '../ir/media-type.ts';

/** Decodes by byte order mark, then by the charset of the media type, then as UTF-8. An unknown charset is read as UTF-8. */
export function decodeAnswer(body: Uint8Array, mediaType: MediaType): string {
  if (body[0] === 0xff && body[1] === 0xfe) return new TextDecoder('utf-16le').decode(body);
  if (body[0] === 0xfe && body[1] === 0xff) return new TextDecoder('utf-16be').decode(body);
  return decoderOf(mediaType.charset).decode(body);
}

/** The text if the bytes are UTF-8 without control characters: for answers that do not say what they are. */
export function guessText(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return /[\u0000-\u0008\u000E-\u001A]/.test(text) ? undefined : text;
  } catch {
    // Not UTF-8: bytes.
    return undefined;
  }
}

function decoderOf(charset: string | undefined): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset ?? 'utf-8');
  } catch {
    // A charset nobody knows; UTF-8 is what is most likely meant.
    return new TextDecoder();
  }
}
