// Reads the bytes of an answer as text, in the charset that header, byte order mark or document name.
import { parseMediaType, type MediaType } from '../ir/media-type.ts';
import { sniffCharset } from './sniff-charset.ts';

/** An answer as text. */
export interface AnswerText {
  readonly text: string;
  /** One sentence for the reader where the charset had to be guessed, or bytes are not what it allows. */
  readonly note?: string;
}

/** What is known of the bytes besides themselves. */
export interface TextSource {
  readonly body: Uint8Array;
  /** As the answer's `Content-Type` has it. */
  readonly mediaType: MediaType;
  /** Media types that the OpenAPI document declares, as in `Accept`: `text/csv; charset=iso-8859-1, *\/*`. */
  readonly declared?: string;
  /** The body was cut by the reader, perhaps within a character. */
  readonly truncated?: boolean;
}

/**
 * Decodes by byte order mark, which the Encoding Standard (§6, "decode") puts above all else, then by the charset of the header, of the document's media type, of an XML
 * declaration or HTML `meta`; then as UTF-8. Charsets are those of the Encoding Standard; one that is not known is read as UTF-8, and bytes that nobody described and that are
 * no UTF-8 as windows-1252, both with a note. Never throws.
 */
export function readAnswerText(source: TextSource): AnswerText {
  const { body, mediaType, declared = '' } = source;
  const found = sniffCharset(body, mediaType.essence);
  if (found.mark !== undefined) return decode(source, found.mark);
  const header = mediaType.charset ?? declaredCharset(declared, mediaType.essence);
  if (header === undefined) return found.content === undefined ? guess(source) : decode(source, found.content);
  // Without a mark, "utf-16" says nothing of the order; text begins with a character of one byte nearly always.
  const charset = header === 'utf-16' && body[0] === 0 ? 'utf-16be' : header;
  if (decoderOf(charset) !== undefined) return decode(source, charset);
  return {
    text: decode(source, 'utf-8').text,
    note: `The API names the charset "${charset.slice(0, 40)}", which is not known; the answer was read as UTF-8.`,
  };
}

/** The text if the bytes are UTF-8 without control characters, or begin with a byte order mark: for answers that do not say what they are. */
export function guessText(body: Uint8Array, truncated = false): string | undefined {
  const { mark } = sniffCharset(body, '');
  try {
    // A cut may fall within a character, which then is only the end that is missing.
    const text = new TextDecoder(mark ?? 'utf-8', { fatal: true }).decode(body, { stream: truncated });
    return /[\u0000-\u0008\u000E-\u001A]/.test(text) ? undefined : text;
  } catch {
    // Not UTF-8: bytes.
    return undefined;
  }
}

function decode({ body, truncated = false }: TextSource, charset: string): AnswerText {
  return { text: (decoderOf(charset) ?? new TextDecoder()).decode(body, { stream: truncated }) };
}

/** Bytes of which nobody said what they are: UTF-8, unless they cannot be. */
function guess(source: TextSource): AnswerText {
  const { text } = decode(source, 'utf-8');
  if (!text.includes('\uFFFD') || isUtf8(source)) return { text };
  // Characters that are right beside ones that are not: UTF-8 with damage.
  if (/[^\0-\x7F\uFFFD]/.test(text))
    return { text, note: 'The answer is no clean UTF-8; bytes that cannot be read stand as \uFFFD.' };
  return {
    text: decode(source, 'windows-1252').text,
    note: 'The API names no charset and the answer is no UTF-8; it was read as windows-1252 (which contains latin-1).',
  };
}

function isUtf8({ body, truncated = false }: TextSource): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body, { stream: truncated });
    return true;
  } catch {
    // Some byte is not: that is the answer.
    return false;
  }
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset);
  } catch {
    // A charset nobody knows; the caller says so.
    return undefined;
  }
}

function declaredCharset(declared: string, essence: string): string | undefined {
  return declared
    .split(',')
    .map(parseMediaType)
    .find((type) => type.essence === essence && type.charset !== undefined)?.charset;
}
