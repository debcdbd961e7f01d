// Makes random JSON, text and binary bodies.
import * as fc from 'fast-check';
import type { RoundTrip } from './find-mismatch.ts';
import { keyText, plain, text } from './values.ts';

/** A value of any depth and its schema; `found` is what a reader that keeps digits must find. */
interface Typed {
  readonly schema: object;
  readonly value: unknown;
  readonly found: unknown;
}

/** Numbers are compared by their digits, so that none is lost. */
interface Digits {
  readonly digits: string;
}

const { typed } = fc.letrec<{ typed: Typed }>((tie) => ({
  typed: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    plain.map(({ schema, value }) => ({
      schema,
      value,
      found: schema.format !== undefined || typeof value === 'number' ? { digits: String(value) } : value,
    })),
    fc.constant({ schema: { type: ['string', 'null'] }, value: null, found: null }),
    // Nothing is said of these: they stay what they are, whatever they look like.
    text.map((value) => ({ schema: {}, value, found: value })),
    fc.array(tie('typed'), { maxLength: 3 }).map((items) => ({
      schema: { type: 'array', prefixItems: items.map(({ schema }) => schema) },
      value: items.map(({ value }) => value),
      found: items.map(({ found }) => found),
    })),
    fc.uniqueArray(fc.tuple(keyText, tie('typed')), { maxLength: 4, selector: ([key]) => key }).map((members) => ({
      schema: { type: 'object', properties: Object.fromEntries(members.map(([key, { schema }]) => [key, schema])) },
      value: Object.fromEntries(members.map(([key, { value }]) => [key, value])),
      found: Object.fromEntries(members.map(([key, { found }]) => [key, found])),
    })),
  ),
}));

/** The engine's own parser, asked for the digits of numbers. */
function readExactly(json: string): unknown {
  const keep = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' ? ({ digits: shortest(context?.source ?? '', value) } satisfies Digits) : value;
  return JSON.parse(json, keep) as unknown;
}

/** Digits a double keeps are compared as the double; all others as they are. */
function shortest(source: string, value: number): string {
  return /[eE]/.test(source) || String(value) === source ? String(value) : source;
}

/** JSON of any media type that is JSON; half of them given as text where the schema wants a structure. */
export const jsonBody: fc.Arbitrary<RoundTrip> = fc
  .record({
    mediaType: fc.constantFrom(
      'application/json',
      'application/merge-patch+json',
      'application/vnd.x+json; charset=utf-8',
    ),
    body: typed,
    asText: fc.boolean(),
  })
  .map(({ mediaType, body, asText }) => {
    const structure = typeof body.value === 'object' && body.value !== null;
    return {
      path: '/end',
      parameters: [],
      requestBody: { content: { [mediaType]: { schema: body.schema } } },
      values: [],
      body: asText && structure ? JSON.stringify(body.value) : body.value,
      expected: [mediaType, body.found],
      read: ({ headers, body: sent }) => [headers['content-type'], readExactly(String(sent))],
    };
  });

/** Text that is sent as it is. */
export const textBody: fc.Arbitrary<RoundTrip> = fc
  .record({ mediaType: fc.constantFrom('text/plain', 'text/csv', 'application/yaml', 'application/xml'), body: text })
  .map(({ mediaType, body }) => ({
    path: '/end',
    parameters: [],
    requestBody: { content: { [mediaType]: { schema: { type: 'string' } } } },
    values: [],
    body,
    expected: [mediaType, body],
    read: ({ headers, body: sent }) => [headers['content-type'], sent],
  }));

/** Every form in which bytes may be given inline. */
export function fileForms(bytes: Uint8Array): readonly unknown[] {
  const base64 = Buffer.from(bytes).toString('base64');
  const escaped = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  return [
    base64,
    Buffer.from(bytes).toString('base64url'),
    base64.replaceAll(/.{20}/g, '$&\r\n'),
    `data:image/png;base64,${base64}`,
    `data:image/png,${escaped}`,
    { data: base64 },
    { data: `data:image/png;base64,${base64}`, filename: 'a.png' },
    { data: base64, filename: 'größe.png', contentType: 'image/png' },
    JSON.stringify({ data: base64 }),
  ];
}

/** Bytes as a whole body. */
export const binaryBody: fc.Arbitrary<RoundTrip> = fc
  .record({
    mediaType: fc.constantFrom('image/png', 'application/octet-stream'),
    bytes: fc.uint8Array({ maxLength: 200 }),
    form: fc.nat({ max: fileForms(new Uint8Array()).length - 1 }),
  })
  .map(({ mediaType, bytes, form }) => ({
    path: '/end',
    parameters: [],
    requestBody: { content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } } },
    values: [],
    body: fileForms(bytes)[form],
    expected: [mediaType, [...bytes]],
    read: ({ headers, body: sent }) => [headers['content-type'], [...(sent as Uint8Array)]],
  }));
