// Reads parameters back, written from the tables of the specification (OpenAPI 3.1 §4.8.12.4, RFC 6570 §3.2): nothing of the product is used here.

/** Places and styles of a parameter, as its description says them. */
export interface Written {
  readonly name: string;
  readonly in: string;
  readonly style: string;
  readonly explode: boolean;
}

/** What a parameter is. */
export type Kind = 'plain' | 'list' | 'object';

/** What was found: a text, texts, or named texts. */
export type Found = string | readonly string[] | Readonly<Record<string, string>>;

const decode = decodeURIComponent;

/** The value in a path segment. */
export function readSegment({ name, style, explode }: Written, kind: Kind, segment: string): Found {
  if (style === 'matrix') return readMatrix(name, { kind, explode }, segment);
  const rest = style === 'label' ? segment.slice(1) : segment;
  if (style === 'label' && !segment.startsWith('.')) throw new Error(`No label: ${segment}`);
  return readList(rest, { kind, explode, delimiter: style === 'label' && explode ? '.' : ',', decode });
}

function readMatrix(
  name: string,
  { kind, explode }: { readonly kind: Kind; readonly explode: boolean },
  segment: string,
): Found {
  if (!segment.startsWith(';')) throw new Error(`No matrix: ${segment}`);
  if (kind === 'object' && explode) return record(pairsOf(segment.slice(1), ';'));
  const encoded = encodeURIComponent(name).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const valueOf = (pair: string): string => {
    if (pair !== encoded && !pair.startsWith(`${encoded}=`)) throw new Error(`Not ${encoded}: ${pair}`);
    return pair.slice(encoded.length + 1);
  };
  if (kind === 'list' && explode)
    return segment
      .slice(1)
      .split(';')
      .map((pair) => decode(valueOf(pair)));
  return readList(valueOf(segment.slice(1)), { kind, explode: false, delimiter: ',', decode });
}

interface Shape {
  readonly kind: Kind;
  readonly explode: boolean;
  readonly delimiter: string;
  readonly decode: (text: string) => string;
}

function readList(raw: string, { kind, explode, delimiter, decode: undo }: Shape): Found {
  if (kind === 'plain') return undo(raw);
  const items = raw.split(delimiter);
  if (kind === 'list') return items.map(undo);
  if (explode) return record(items.map((item) => pairOf(item, undo)));
  return record(
    items.flatMap((item, index) => (index % 2 === 0 ? [[undo(item), undo(items[index + 1] ?? '')] as const] : [])),
  );
}

/** The value in a query or an urlencoded body; `query` has no question mark. */
export function readQuery({ name, style, explode }: Written, kind: Kind, query: string): Found {
  const parsed = new URLSearchParams(query);
  if (explode && kind === 'object') return record([...parsed]);
  if (explode && kind === 'list') return parsed.getAll(name);
  if (kind === 'plain') return parsed.get(name) ?? 'nothing';
  const raw = query.split('&').find((pair) => decode(pair.split('=', 1)[0] ?? '') === name) ?? '';
  const delimiter = style === 'spaceDelimited' ? '%20' : style === 'pipeDelimited' ? '%7C' : ',';
  return readList(raw.slice(raw.indexOf('=') + 1), { kind, explode: false, delimiter, decode });
}

/** The value of a header; on the wire it is bytes, which are UTF-8 here. */
export function readHeader({ explode }: Written, kind: Kind, header: string): Found {
  return readList(utf8(header), { kind, explode, delimiter: ',', decode: (text) => text });
}

/** The value in a `Cookie` header. */
export function readCookie({ name, style, explode }: Written, kind: Kind, header: string): Found {
  const undo = style === 'cookie' ? utf8 : decode;
  const pairs = header.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)] as const;
  });
  if (explode && kind === 'object') return record(pairs.map(([key, value]) => [undo(key), undo(value)] as const));
  const own = pairs.filter(([key]) => key === name).map(([, value]) => value);
  if (explode && kind === 'list') return own.map(undo);
  return readList(own[0] ?? 'nothing', { kind, explode: false, delimiter: ',', decode: undo });
}

/** Bytes that were shown as Latin-1. */
function utf8(header: string): string {
  return Buffer.from(header, 'latin1').toString('utf8');
}

function pairsOf(raw: string, delimiter: string): readonly (readonly [string, string])[] {
  return raw.split(delimiter).map((pair) => pairOf(pair, decode));
}

function pairOf(pair: string, undo: (text: string) => string): readonly [string, string] {
  const at = pair.indexOf('=');
  return at === -1 ? [undo(pair), ''] : [undo(pair.slice(0, at)), undo(pair.slice(at + 1))];
}

function record(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pairs);
}
