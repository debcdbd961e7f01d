// Makes random XML bodies and reads them with fast-xml-parser.
import { XMLParser } from 'fast-xml-parser';
import * as fc from 'fast-check';
import type { RoundTrip } from './find-mismatch.ts';
import { plain, plainList, plainText, readPlain, type Plain } from './values.ts';

/** A node: what it is called, how it is written, and the way back from what the parser found under its name. */
interface Node {
  readonly schema: object;
  readonly value: unknown;
  /** Where the parser puts it. */
  readonly key: string;
  readonly read: (found: unknown) => unknown;
}

const XML_NAME = fc.constantFrom('id', 'a-b', 'größe', '_x', 'a.b', '青', 'Name2', 'urn');

/** XML has no control characters, and this parser drops white space that is alone. */
const legal = (one: Plain): boolean =>
  !/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|^\s+$/u.test(plainText(one));

const ATTRIBUTE = '@';

const leaf: fc.Arbitrary<(name: string) => Node> = fc
  .record({
    one: plain.filter(legal),
    wire: fc.option(XML_NAME, { nil: undefined }),
    attribute: fc.boolean(),
    prefix: fc.boolean(),
  })
  .map(({ one, wire, attribute, prefix }) => (name) => {
    const space = prefix ? { prefix: 'p', namespace: 'urn:x:y' } : {};
    return {
      schema: { ...one.schema, xml: { ...(wire === undefined ? {} : { name: wire }), ...space, attribute } },
      value: one.value,
      key: `${attribute ? ATTRIBUTE : ''}${prefix ? 'p:' : ''}${wire ?? name}`,
      read: (found) => readPlain(one, textIn(found)),
    };
  });

const list: fc.Arbitrary<(name: string) => Node> = fc
  .record({
    items: plainList.filter((all) => all.every(legal)),
    wrapped: fc.boolean(),
    itemName: fc.option(XML_NAME, { nil: undefined }),
  })
  .map(({ items, wrapped, itemName }) => (name) => {
    const item = itemName ?? name;
    const texts = (found: unknown): unknown => {
      const all: readonly unknown[] = Array.isArray(found) ? found : [found];
      return all.map((one) => readPlain(items[0]!, textIn(one)));
    };
    return {
      schema: {
        type: 'array',
        items: { ...items[0]?.schema, ...(itemName === undefined ? {} : { xml: { name: itemName } }) },
        xml: { wrapped },
      },
      value: items.map(({ value }) => value),
      key: wrapped ? name : item,
      read: (found) => texts(wrapped ? membersOf(found)[item] : found),
    };
  });

const { object } = fc.letrec<{ object: (name: string) => Node; node: (name: string) => Node }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, leaf, list, tie('object')),
  object: fc
    .uniqueArray(fc.tuple(XML_NAME, tie('node')), { minLength: 1, maxLength: 4, selector: ([name]) => name })
    .map((entries) => entries.map(([name, make]) => [name, make(name)] as const))
    // Two members under one name of XML cannot be told apart.
    .filter((members) => new Set(members.map(([, { key }]) => key)).size === members.length)
    .map((members) => (name: string) => ({
      schema: { type: 'object', properties: Object.fromEntries(members.map(([key, { schema }]) => [key, schema])) },
      value: Object.fromEntries(members.map(([key, { value }]) => [key, value])),
      key: name,
      read: (found) => {
        const inside = membersOf(found);
        return Object.fromEntries(members.map(([key, node]) => [key, node.read(inside[node.key])]));
      },
    })),
}));

const PARSER = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: ATTRIBUTE,
  htmlEntities: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  alwaysCreateTextNode: false,
});

function membersOf(found: unknown): Readonly<Record<string, unknown>> {
  return typeof found === 'object' && found !== null ? { ...found } : {};
}

/** The text of an element, which has attributes beside it where a namespace is declared. */
function textIn(found: unknown): string | undefined {
  if (typeof found === 'string') return found;
  if (typeof found !== 'object') return undefined;
  const inside = membersOf(found)['#text'] ?? '';
  return typeof inside === 'string' ? inside : undefined;
}

/** An object of elements, attributes and lists. */
export const xmlBody: fc.Arbitrary<RoundTrip> = object.map((make) => {
  const root = make('root');
  return {
    path: '/end',
    parameters: [],
    requestBody: { content: { 'application/xml': { schema: { ...root.schema, xml: { name: 'root' } } } } },
    values: [],
    body: root.value,
    expected: root.value,
    read: ({ body }) => {
      const document: unknown = PARSER.parse(String(body));
      return root.read(membersOf(document)['root']);
    },
  };
});
