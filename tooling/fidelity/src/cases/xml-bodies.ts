// Owns the cases of XML bodies written from objects (OpenAPI 3.1 §4.8.26, its examples among them).
import type { FidelityCase, Json } from '../case.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';

interface Short {
  readonly says: string;
  readonly schema: Json;
  readonly value: Json;
  /** Without the XML declaration, unless the value is XML itself. */
  readonly sent: string;
  readonly type?: string;
}

function xml(id: string, { says, schema, value, sent, type = 'application/xml' }: Short): FidelityCase {
  return {
    id: `xml/${id}`,
    says,
    method: 'post',
    operation: { requestBody: { content: { [type]: { schema } } } },
    args: { body: value },
    requests: [{ body: typeof value === 'string' ? sent : HEAD + sent, headers: { 'content-type': type } }],
  };
}

function person(properties: Json, name = 'Person'): Json {
  return { type: 'object', xml: { name }, properties };
}

const ANIMALS = (more: object, items: object): Json => ({
  type: 'object',
  xml: { name: 'zoo' },
  properties: { animals: { type: 'array', items: { type: 'string', ...items }, ...more } },
});

const LIST = { animals: ['owl', 'cat'] };

/** XML bodies. */
export const XML_BODY_CASES: readonly FidelityCase[] = [
  xml('object', {
    says: 'Members become elements in the root that `xml.name` names.',
    schema: person({ id: { type: 'integer' }, name: { type: 'string' } }),
    value: { id: 1, name: 'Ada' },
    sent: '<Person><id>1</id><name>Ada</name></Person>',
  }),
  xml('attribute', {
    says: 'An attribute stands in the tag.',
    schema: person({
      id: { type: 'integer', xml: { attribute: true } },
      name: { type: 'string', xml: { name: 'full' } },
    }),
    value: { id: 123, name: 'Ada' },
    sent: '<Person id="123"><full>Ada</full></Person>',
  }),
  xml('namespace', {
    says: 'A namespace with a prefix is declared and used.',
    schema: person({
      name: { type: 'string', xml: { namespace: 'https://example.com/schema/sample', prefix: 'sample' } },
    }),
    value: { name: 'Ada' },
    sent: '<Person><sample:name xmlns:sample="https://example.com/schema/sample">Ada</sample:name></Person>',
  }),
  xml('escapes', {
    says: 'What has a meaning in XML is escaped, in texts and in attributes.',
    schema: person({ a: { type: 'string', xml: { attribute: true } }, b: { type: 'string' } }),
    value: { a: '"<&>\n', b: '<b>&"' },
    sent: '<Person a="&quot;&lt;&amp;&gt;&#10;"><b>&lt;b&gt;&amp;"</b></Person>',
  }),
  xml('array/plain', {
    says: 'A list repeats its element.',
    schema: ANIMALS({}, {}),
    value: LIST,
    sent: '<zoo><animals>owl</animals><animals>cat</animals></zoo>',
  }),
  xml('array/item-name', {
    says: 'The items have the name that they say.',
    schema: ANIMALS({}, { xml: { name: 'animal' } }),
    value: LIST,
    sent: '<zoo><animal>owl</animal><animal>cat</animal></zoo>',
  }),
  xml('array/wrapped', {
    says: 'A wrapped list has an element of its own.',
    schema: ANIMALS({ xml: { wrapped: true } }, {}),
    value: LIST,
    sent: '<zoo><animals><animals>owl</animals><animals>cat</animals></animals></zoo>',
  }),
  xml('array/wrapped-names', {
    says: 'Wrapper and items have their names.',
    schema: ANIMALS({ xml: { name: 'aliens', wrapped: true } }, { xml: { name: 'animal' } }),
    value: LIST,
    sent: '<zoo><aliens><animal>owl</animal><animal>cat</animal></aliens></zoo>',
  }),
  xml('nested', {
    says: 'Objects nest, and a reference names the root.',
    schema: person({ home: { type: 'object', properties: { city: { type: 'string' } } } }),
    value: { home: { city: 'Paris' } },
    sent: '<Person><home><city>Paris</city></home></Person>',
  }),
  xml('text', {
    says: 'Text that is XML already is sent as it is.',
    schema: person({}),
    value: '<Person><x/></Person>',
    sent: '<Person><x/></Person>',
  }),
  xml('suffix', {
    says: 'A type that ends in +xml is XML.',
    type: 'application/atom+xml',
    schema: person({ id: { type: 'string' } }, 'feed'),
    value: { id: 'x' },
    sent: '<feed><id>x</id></feed>',
  }),
];
