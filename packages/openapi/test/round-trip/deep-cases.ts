// Makes random objects of any depth and reads them back with qs, which is how many servers read the style `deepObject`.
import * as fc from 'fast-check';
import qs from 'qs';
import type { RoundTrip } from './find-mismatch.ts';
import { keyText, plain, type Plain, plainList, readPlain } from './values.ts';

/** A plain value, a list of them, or an object of nodes. */
type Node =
  | { readonly kind: 'plain'; readonly one: Plain }
  | { readonly kind: 'list'; readonly items: readonly Plain[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Node])[] };

type ObjectNode = Extract<Node, { kind: 'object' }>;

/** Brackets, digits and nothing say something else in a name; what every object inherits is dropped by qs. */
const key = keyText.filter((one) => !/[[\]]|^\d*$/.test(one) && !(one in Object.prototype));

const { object } = fc.letrec<{ node: Node; object: ObjectNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    plain.map((one) => ({ kind: 'plain' as const, one })),
    plainList.map((items) => ({ kind: 'list' as const, items })),
    tie('object'),
  ),
  object: fc
    .uniqueArray(fc.tuple(key, tie('node')), { minLength: 1, maxLength: 3, selector: ([name]) => name })
    .map((members) => ({ kind: 'object' as const, members })),
}));

function schemaOf(node: Node): object {
  if (node.kind === 'plain') return node.one.schema;
  if (node.kind === 'list') return { type: 'array', items: node.items[0]?.schema ?? {} };
  return {
    type: 'object',
    properties: Object.fromEntries(node.members.map(([name, inner]) => [name, schemaOf(inner)])),
  };
}

function valueOf(node: Node): unknown {
  if (node.kind === 'plain') return node.one.value;
  if (node.kind === 'list') return node.items.map(({ value }) => value);
  return Object.fromEntries(node.members.map(([name, inner]) => [name, valueOf(inner)]));
}

/** What qs found, typed by the schemas; anything unexpected stays what it is. */
function typed(node: Node, found: unknown): unknown {
  if (node.kind === 'plain') return typeof found === 'string' ? readPlain(node.one, found) : found;
  if (node.kind === 'list')
    return Array.isArray(found)
      ? found.map((item: unknown) => (typeof item === 'string' ? readPlain(node.items[0]!, item) : item))
      : found;
  if (typeof found !== 'object' || found === null) return found;
  const members = new Map(node.members);
  return Object.fromEntries(
    Object.entries(found).map(([name, inner]) => [name, members.has(name) ? typed(members.get(name)!, inner) : inner]),
  );
}

const READING = { depth: 10, arrayLimit: 100, parameterLimit: 1_000 } as const;

/** An object under one name of a query. */
export const deepParameter: fc.Arbitrary<RoundTrip> = object.map((node) => ({
  path: '/end',
  parameters: [{ name: 'q', in: 'query', style: 'deepObject', explode: true, schema: schemaOf(node) }],
  values: [valueOf(node)],
  expected: valueOf(node),
  read: (_request, path) => typed(node, qs.parse(path.split('?')[1] ?? '', READING)['q']),
}));

/** Objects as fields of a urlencoded body. */
export const deepForm: fc.Arbitrary<RoundTrip> = object
  .filter(({ members }) => members.every(([, { kind }]) => kind !== 'plain'))
  .map((node) => {
    const encoding = Object.fromEntries(node.members.map(([name]) => [name, { style: 'deepObject', explode: true }]));
    return {
      path: '/end',
      parameters: [],
      requestBody: { content: { 'application/x-www-form-urlencoded': { schema: schemaOf(node), encoding } } },
      values: [],
      body: valueOf(node),
      expected: valueOf(node),
      read: ({ body }) => typed(node, qs.parse(String(body), READING)),
    };
  });
