// Makes random parameters: every place, style and explode, with the values each of them can carry.
import * as fc from 'fast-check';
import type { RoundTrip } from './find-mismatch.ts';
import { readCookie, readHeader, readQuery, readSegment, type Found, type Kind, type Written } from './style-reader.ts';
import { keyText, plain, type Plain, plainList, plainObject, plainText, readPlain } from './values.ts';

/** A random parameter and what it is given. */
interface Given extends Written {
  readonly allowReserved: boolean;
  readonly kind: Kind;
  /** Of a plain value one, without a key. */
  readonly members: readonly (readonly [key: string, Plain])[];
}

const STYLES: Readonly<Record<string, readonly string[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

const TOKENS = ['id', 'X-Trace.Id', 'a_b', 'x!#$&', 'constructor'];
const NAMES = [
  ...TOKENS,
  '$top',
  'filter[a]',
  'ids[]',
  'a b',
  'größe',
  '青',
  'a,b',
  'a=b',
  'a&b',
  "it's",
  '__proto__',
  '%41',
  'a+b',
  'a;b',
  '*',
];

const given: fc.Arbitrary<Given> = fc
  .constantFrom('path', 'query', 'header', 'cookie')
  .chain((where) =>
    fc.record({
      in: fc.constant(where),
      // HTTP allows only tokens as names of headers and cookies.
      name: fc.constantFrom(...(where === 'header' || where === 'cookie' ? TOKENS : NAMES)),
      style: fc.constantFrom(...(STYLES[where] ?? [])),
      explode: fc.boolean(),
      allowReserved: fc.boolean(),
      value: fc.oneof(
        plain.map((one) => ({ kind: 'plain' as const, members: [['', one]] as const })),
        plainList.map((items) => ({ kind: 'list' as const, members: items.map((item) => ['', item] as const) })),
        plainObject(keyText).map((members) => ({ kind: 'object' as const, members })),
      ),
    }),
  )
  .map(({ value, ...rules }) => ({ ...rules, ...value }))
  .filter(carries);

/** Whether the style can carry the value so that it can be read back: everything else is ambiguous by the specification. */
function carries(parameter: Given): boolean {
  const { kind, style, explode, members } = parameter;
  const texts = members.flatMap(([key, value]) => (kind === 'object' ? [key, plainText(value)] : [plainText(value)]));
  const none = (pattern: RegExp): boolean => !texts.some((one) => pattern.test(one));
  const delimited = kind !== 'plain';
  switch (parameter.in) {
    case 'path':
      // Dot segments are refused, whatever is around them; separators behind the dot of a label make one.
      if (!none(/(^|[/\\]|%2f|%5c)(\.|%2e){1,2}($|[/\\]|%2f|%5c)/i)) return false;
      // A dot is never encoded, so it parts the values of an exploded label; and a segment of dots leads elsewhere.
      if (style === 'label' && (!none(/^([/\\]|%2f|%5c|$)/i) || (explode && delimited && !none(/\./)))) return false;
      if (style === 'simple' && texts.every((one) => one === '')) return false;
      return reservedPass(parameter, texts, /[,.;=]/);
    case 'query':
      // The delimiter is encoded as itself inside of values, too.
      if (style === 'spaceDelimited' && !explode && delimited && !none(/ /)) return false;
      if (style === 'pipeDelimited' && !explode && delimited && !none(/\|/)) return false;
      return reservedPass(parameter, texts, /,/);
    case 'header':
      // Nothing is encoded in a header; white space around it is no part of it.
      if (!none(/[\u0000-\u0008\u000A-\u001F\u007F]|^[ \t]|[ \t]$/)) return false;
      return !delimited || none(kind === 'object' && explode ? /[,=]/ : /,/);
    default:
      // Style `cookie` sends what cookies may hold, and its keys are names of cookies.
      if (style !== 'cookie') return reservedPass(parameter, texts, /,/);
      if (!none(/[;,\s"\\\u0000-\u001F\u007F]/)) return false;
      return kind !== 'object' || !explode || members.every(([key]) => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(key));
  }
}

/** With allowReserved triplets pass as they are, and so do the delimiters of the style. */
function reservedPass({ allowReserved, kind }: Given, texts: readonly string[], delimiters: RegExp): boolean {
  if (!allowReserved) return true;
  if (texts.some((one) => /%[0-9A-Fa-f]{2}/.test(one))) return false;
  return kind === 'plain' || !texts.some((one) => delimiters.test(one));
}

function schemaOf({ kind, members }: Given): object {
  const [, first] = members[0] ?? [];
  if (kind === 'plain') return first?.schema ?? {};
  if (kind === 'list') return { type: 'array', items: first?.schema ?? {} };
  return { type: 'object', properties: Object.fromEntries(members.map(([key, { schema }]) => [key, schema])) };
}

function valueOf({ kind, members }: Given): unknown {
  if (kind === 'plain') return members[0]?.[1].value;
  return kind === 'list'
    ? members.map(([, { value }]) => value)
    : Object.fromEntries(members.map(([key, { value }]) => [key, value]));
}

/** What was found, typed by the schema. */
function typed({ kind, members }: Given, found: Found): unknown {
  const [, first] = members[0] ?? [];
  if (first === undefined) return found;
  if (typeof found === 'string') return readPlain(first, found);
  if (kind === 'list') return Array.isArray(found) ? found.map((item: string) => readPlain(first, item)) : found;
  const schemas = new Map(members);
  return Object.fromEntries(
    Object.entries(found).map(([key, value]) => [key, schemas.has(key) ? readPlain(schemas.get(key)!, value) : value]),
  );
}

/** A random parameter of an operation of its own. */
export const styledParameter: fc.Arbitrary<RoundTrip> = given.map((parameter) => {
  const { name, in: where, style, explode, allowReserved, kind } = parameter;
  return {
    path: where === 'path' ? `/{${name}}/end` : '/end',
    parameters: [
      { name, in: where, required: where === 'path', style, explode, allowReserved, schema: schemaOf(parameter) },
    ],
    values: [valueOf(parameter)],
    expected: valueOf(parameter),
    read: ({ url, headers }, path) => {
      // A value never becomes another segment, query or fragment.
      const parts = /^\/(?:([^/?#]*)\/)?end(?:\?([^#]*))?$/.exec(path);
      if (!parts) return `another path: ${url}`;
      const found = {
        path: () => readSegment(parameter, kind, parts[1] ?? ''),
        query: () => readQuery(parameter, kind, parts[2] ?? ''),
        header: () => readHeader(parameter, kind, headers[name] ?? 'nothing'),
        cookie: () => readCookie(parameter, kind, headers['cookie'] ?? 'nothing'),
      }[where];
      return typed(parameter, found?.() ?? 'nothing');
    },
  };
});

/** JSON in any place. */
export const contentParameter: fc.Arbitrary<RoundTrip> = fc
  .record({
    where: fc.constantFrom('path', 'query', 'header', 'cookie'),
    value: fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 3 }),
  })
  // In a path, dots between slashes are refused inside of JSON as well.
  .filter(({ where, value }) => where !== 'path' || !/[/\\]\.{1,2}[/\\]/.test(JSON.stringify(value)))
  .map(({ where, value }) => ({
    path: where === 'path' ? '/{q}/end' : '/end',
    parameters: [{ name: 'q', in: where, required: where === 'path', content: { 'application/json': { schema: {} } } }],
    values: [value],
    expected: JSON.parse(JSON.stringify(value)) as unknown,
    read: ({ headers }, path) => {
      if (where === 'header') return JSON.parse(headers['q'] ?? '') as unknown;
      const encoded =
        where === 'path' ? path.split('/')[1] : where === 'query' ? path.split('?q=')[1] : headers['cookie']?.slice(2);
      return JSON.parse(decodeURIComponent(encoded ?? '')) as unknown;
    },
  }));

/** Fields as OpenAPI 3.2's whole query, read as browsers read forms. */
export const wholeQuery: fc.Arbitrary<RoundTrip> = plainObject(keyText).map((members) => {
  const parameter = {
    name: 'q',
    in: 'querystring',
    style: 'form',
    explode: true,
    allowReserved: false,
    kind: 'object',
    members,
  } as const;
  return {
    path: '/end',
    parameters: [
      {
        name: 'q',
        in: 'querystring',
        content: { 'application/x-www-form-urlencoded': { schema: schemaOf(parameter) } },
      },
    ],
    values: [valueOf(parameter)],
    expected: valueOf(parameter),
    read: (_request, path) => typed(parameter, Object.fromEntries(new URLSearchParams(path.split('?')[1]))),
  };
});
