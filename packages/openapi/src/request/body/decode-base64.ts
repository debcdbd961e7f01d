// Reads files from arguments: base64, plain or as a data URI.

/** Bytes and, from a data URI, their type and name. */
export interface DecodedFile {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
  readonly filename?: string;
}

/** Decodes base64 or base64url, with or without padding and line breaks, or a `data:` URI (RFC 2397); `undefined` if the text is none of these. */
export function decodeBase64(text: string): DecodedFile | undefined {
  const uri = /^\s*data:([^,]*),/i.exec(text);
  if (!uri) return fileOf(bytesOf(text));
  const [type = '', ...parameters] = (uri[1] ?? '').split(';').map((part) => part.trim());
  const content = unescapeBytes(text.slice(uri[0].length));
  const bytes =
    parameters.at(-1)?.toLowerCase() === 'base64' ? bytesOf(content.toString('latin1')) : new Uint8Array(content);
  const named = parameters.find((parameter) => /^(?:file)?name=/i.test(parameter));
  const kept = parameters.filter((parameter) => parameter !== named && /^[^=]+=/.test(parameter));
  return fileOf(bytes, {
    ...(type === '' ? {} : { contentType: [type, ...kept].join(';') }),
    ...(named === undefined ? {} : { filename: unescapeBytes(named.slice(named.indexOf('=') + 1)).toString() }),
  });
}

function fileOf(bytes: Uint8Array | undefined, about: Omit<DecodedFile, 'bytes'> = {}): DecodedFile | undefined {
  return bytes && { bytes, ...about };
}

function bytesOf(base64: string): Uint8Array | undefined {
  const payload = base64.replaceAll(/\s+/g, '');
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(payload) || payload.replaceAll('=', '').length % 4 === 1) return undefined;
  return Buffer.from(payload, 'base64');
}

/** The bytes of a text whose triplets are percent-encoded bytes (RFC 3986 §2.1). */
function unescapeBytes(text: string): Buffer {
  const bytes = Buffer.from(text).toString('latin1');
  return Buffer.from(
    bytes.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  );
}
