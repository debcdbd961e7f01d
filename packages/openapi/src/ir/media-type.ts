// Tells media types apart (RFC 9110 §8.3.1, RFC 6838).

/** A media type without its parameters, lower case; and its charset, if it names one. */
export interface MediaType {
  readonly essence: string;
  readonly charset?: string;
}

/** Splits `text/plain; charset=utf-8`. */
export function parseMediaType(value: string): MediaType {
  const essence = (value.split(';')[0] ?? '').trim().toLowerCase();
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(value)?.[1];
  return { essence, ...(charset === undefined ? {} : { charset: charset.toLowerCase() }) };
}

/** Whether a text is one concrete media type, fit for a header. */
export function isMediaType(text: string): boolean {
  return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(;[ -~]*)?$/.test(text);
}

/** JSON, and every type with the suffix `+json`. */
export function isJson(essence: string): boolean {
  return essence === 'application/json' || essence === 'text/json' || essence.endsWith('+json');
}

/** XML that is data: not pictures, whose types end in `+xml` too. */
export function isXml(essence: string): boolean {
  return (
    essence === 'application/xml' ||
    essence === 'text/xml' ||
    (essence.endsWith('+xml') && !essence.startsWith('image/'))
  );
}

const TEXTUAL: ReadonlySet<string> = new Set([
  'application/xml',
  'application/yaml',
  'application/x-yaml',
  'application/javascript',
  'application/ecmascript',
  'application/graphql',
  'application/sql',
  'application/toml',
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/json-seq',
  'application/x-www-form-urlencoded',
  'application/rtf',
  'application/x-sh',
]);

/** Whether the bytes are characters. JSON is. */
export function isText(essence: string): boolean {
  if (isJson(essence) || TEXTUAL.has(essence)) return true;
  return essence.startsWith('text/') || /\+(xml|yaml)$/.test(essence) ? !essence.startsWith('image/') : false;
}
