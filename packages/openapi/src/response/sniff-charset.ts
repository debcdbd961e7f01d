// Finds the charset that the first bytes of an answer tell.
import { isJson, isXml } from '../ir/media-type.ts';

/** What the bytes say. */
export interface SniffedCharset {
  /** By byte order mark: certain. */
  readonly mark?: string;
  /** By what is written in the document: XML declaration, HTML `meta`; or by where the zeros of JSON and XML in UTF-16 stand. */
  readonly content?: string;
}

/** How far an HTML `meta` may be from the start (HTML Standard, "prescan a byte stream"). */
const PRESCAN_BYTES = 1_024;

/** Looks at the first 1024 bytes; `essence` is the media type without parameters, empty if nobody named one. */
export function sniffCharset(body: Uint8Array, essence: string): SniffedCharset {
  const mark = byteOrderMark(body);
  if (mark !== undefined) return { mark };
  const markup = isXml(essence) || essence === 'text/html';
  if (!markup && !isJson(essence)) return {};
  // RFC 4627 §3 and XML 1.0 appendix F: both begin with a character of ASCII.
  if (body[0] === 0 && body[1] !== 0) return { content: 'utf-16be' };
  if (body[0] !== 0 && body[1] === 0) return { content: 'utf-16le' };
  const named = markup ? namedCharset(body) : undefined;
  return named === undefined ? {} : { content: named };
}

function byteOrderMark(body: Uint8Array): string | undefined {
  if (body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf) return 'utf-8';
  if (body[0] === 0xff && body[1] === 0xfe) return 'utf-16le';
  if (body[0] === 0xfe && body[1] === 0xff) return 'utf-16be';
  return undefined;
}

function namedCharset(body: Uint8Array): string | undefined {
  const start = Buffer.from(body.subarray(0, PRESCAN_BYTES)).toString('latin1');
  const declaration = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start);
  const meta = /<meta\s[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(start);
  const name = (declaration ?? meta)?.[1]?.toLowerCase();
  // Whatever can be read like this has one byte for each of these characters, so it is not what it says.
  return name?.startsWith('utf-16') ? 'utf-8' : name;
}
