// Percent-encoding as RFC 6570 and RFC 3986 want it.

/** Texts in which nothing has to be encoded: most names, numbers and segments of paths. */
const UNRESERVED = /^[\w.~-]*$/;
const LITERAL = /^[\w\-.~:/@!$&'()*+,;=]*$/;

/** Encodes everything but RFC 3986's unreserved characters (RFC 6570 §3.2.1, simple expansion). Lone surrogates become U+FFFD. */
export function encode(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replaceAll(/[!'()*]/g, escape);
}

/**
 * Encodes for `allowReserved` (RFC 6570 §3.2.3, reserved expansion): reserved characters and percent-encoded triplets pass. In a query string `&`, `+`, `#`, `[`
 * and `]` stay encoded, as OpenAPI asks of what is not allowed there or would read as another value.
 */
export function encodeReserved(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~:/?@!$'()*,;=]/gu, (part) =>
      part.length === 3 && part.startsWith('%') ? part : encode(part),
    );
}

/** Encodes for `allowReserved` in a path (OpenAPI 3.2 §4.12.2): reserved characters and triplets pass, but for those that end a segment or the path. */
export function encodeReservedPath(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~:@!$&'()*+,;=]/gu, (part) =>
      part.length === 3 && part.startsWith('%') ? part : encode(part),
    );
}

/** Encodes the literal text of a path template: what RFC 3986 allows in a path, and triplets, pass. */
export function encodeLiteral(text: string): string {
  if (LITERAL.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(/%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~:/@!$&'()*+,;=]/gu, (part) =>
      part.length === 3 && part.startsWith('%') ? part : encode(part),
    );
}

function escape(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
