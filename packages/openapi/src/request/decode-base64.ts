// Reads files from arguments: base64, plain or as a data URI.

/** Bytes and, from a data URI, their type. */
export interface DecodedFile {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
}

/** Decodes base64 or base64url, with or without padding and line breaks, or a `data:` URI (RFC 2397); `undefined` if the text is none of these. */
export function decodeBase64(text: string): DecodedFile | undefined {
  const uri = /^data:([^;,]*)(?:;[^;,]*)*;base64,/i.exec(text);
  const payload = (uri ? text.slice(uri[0].length) : text).replaceAll(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(payload) || payload.replaceAll('=', '').length % 4 === 1) return undefined;
  return { bytes: Buffer.from(payload, 'base64'), ...(uri?.[1] ? { contentType: uri[1] } : {}) };
}
