// Owns the cases of OpenAPI versions: the same operation in each of them, in JSON and YAML, and what only one of them has.
import type { FidelityCase, FixtureName, Json, JsonObject } from '../case.ts';

const BODY: Json = {
  type: 'object',
  properties: {
    no: { type: 'string', enum: ['no', 'yes', '1.0'] },
    when: { type: 'string' },
    list: { type: 'array', items: { type: 'integer' } },
  },
  required: ['no'],
};

/** The same everywhere: path, query, header and body, and texts that YAML may take for something else. */
function everywhere(fixture: FixtureName): FidelityCase {
  return {
    id: `version/${fixture}`,
    says: `${fixture}: path, query, header and body arrive; texts such as \`no\` stay texts.`,
    fixture,
    method: 'post',
    path: '/{id}/x',
    operation: {
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'tags', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string' } } },
        { name: 'X-On', in: 'header', schema: { type: 'string', enum: ['on', 'off'] } },
      ],
      requestBody: { required: true, content: { 'application/json': { schema: BODY } } },
    },
    tool: {
      required: ['id', 'body'],
      refuses: [{ id: 'a', body: { no: false } }],
      accepts: [{ id: 'a', body: { no: '1.0' } }],
    },
    args: { id: 'a/b', tags: ['x', 'y'], 'X-On': 'off', body: { no: 'no', when: '2020-01-01', list: [1] } },
    requests: [
      {
        method: 'POST',
        target: '/a%2Fb/x?tags=x,y',
        headers: { 'x-on': 'off' },
        body: '{"no":"no","when":"2020-01-01","list":[1]}',
      },
    ],
  };
}

const MODERN: readonly FixtureName[] = ['3.0', '3.0-yaml', '3.1', '3.1-yaml', '3.2', '3.2-yaml'];

const SHARED: JsonObject = { type: 'object', properties: { a: { type: 'string', description: 'Said once.' } } };

const ONLY_3_2: readonly FidelityCase[] = (['3.2', '3.2-yaml'] as const).flatMap((fixture): readonly FidelityCase[] => [
  {
    id: `version/${fixture}/query-method`,
    says: 'The method QUERY carries a body and only reads.',
    fixture,
    method: 'query',
    operation: { requestBody: { content: { 'application/json': { schema: {} } } } },
    tool: { annotations: { readOnlyHint: true, idempotentHint: true } },
    args: { body: { where: 'x' } },
    requests: [{ method: 'QUERY', body: '{"where":"x"}' }],
  },
  {
    id: `version/${fixture}/additional`,
    says: 'Additional operations are tools; their methods are sent as they are written.',
    fixture,
    method: null,
    item: {
      additionalOperations: {
        PURGE: {
          operationId: 'purgeIt',
          summary: `version/${fixture}/additional`,
          responses: { 200: { description: 'Done' } },
        },
      },
    },
    tool: { name: 'purgeIt', annotations: { readOnlyHint: false } },
    args: {},
    requests: [{ method: 'PURGE', target: '' }],
  },
  {
    id: `version/${fixture}/querystring`,
    says: 'A parameter may be the whole query: as a form, with a plus sign for a space.',
    fixture,
    operation: {
      parameters: [
        {
          name: 'filter',
          in: 'querystring',
          content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } },
        },
      ],
    },
    args: { filter: { a: 'x y', b: [1, 2] } },
    requests: [{ target: '?a=x+y&b=1&b=2' }],
  },
  {
    id: `version/${fixture}/querystring-json`,
    says: 'As JSON, too.',
    fixture,
    operation: { parameters: [{ name: 'filter', in: 'querystring', content: { 'application/json': { schema: {} } } }] },
    args: { filter: { a: 1 } },
    requests: [{ target: '?%7B%22a%22%3A1%7D' }],
  },
]);

const NEW: readonly FidelityCase[] = [
  {
    id: 'version/3.2/media-type-reference',
    says: 'A media type may be referred to.',
    fixture: '3.2',
    method: 'post',
    operation: { requestBody: { content: { 'application/json': { $ref: '#/components/mediaTypes/Shared' } } } },
    components: { mediaTypes: { Shared: { schema: { type: 'object', required: ['a'] } } } },
    tool: { refuses: [{ body: {} }], accepts: [{ body: { a: 1 } }] },
    args: { body: { a: 1 } },
    requests: [{ body: '{"a":1}', headers: { 'content-type': 'application/json' } }],
  },
  {
    id: 'version/3.2/allow-reserved-path',
    says: 'Reserved characters pass in a path that allows them, but for those that would end the segment.',
    fixture: '3.2',
    path: '/{id}',
    operation: {
      parameters: [{ name: 'id', in: 'path', required: true, allowReserved: true, schema: { type: 'string' } }],
    },
    args: { id: 'a:b@c,d/e?f#g h' },
    requests: [{ target: '/a:b@c,d%2Fe%3Ff%23g%20h' }],
  },
  {
    id: 'version/3.2/item-schema',
    says: 'JSON lines are given as text and sent as they are.',
    fixture: '3.2',
    method: 'post',
    operation: { requestBody: { content: { 'application/jsonl': { itemSchema: { type: 'object' } } } } },
    args: { body: '{"a":1}\n{"a":2}\n' },
    requests: [{ body: '{"a":1}\n{"a":2}\n', headers: { 'content-type': 'application/jsonl' } }],
  },
  {
    id: 'version/3.2/xml-node-types',
    says: 'XML nodes have the types that 3.2 names.',
    fixture: '3.2',
    method: 'post',
    operation: {
      requestBody: {
        content: {
          'application/xml': {
            schema: {
              type: 'object',
              xml: { name: 'paint' },
              properties: {
                id: { type: 'integer', xml: { nodeType: 'attribute' } },
                name: { type: 'string', xml: { nodeType: 'text' } },
              },
            },
          },
        },
      },
    },
    args: { body: { id: 1, name: 'blue <&>' } },
    requests: [{ body: '<?xml version="1.0" encoding="UTF-8"?>\n<paint id="1">blue &lt;&amp;&gt;</paint>' }],
  },
  {
    id: 'version/3.1-yaml/webhook',
    says: 'A webhook is what the API calls; it is no tool.',
    fixture: '3.1-yaml',
    method: null,
    tool: null,
  },
];

/** Versions. */
export const VERSION_CASES: readonly FidelityCase[] = [
  ...MODERN.map(everywhere),
  {
    id: 'version/3.1-yaml/anchors',
    says: 'A part that YAML says once and uses twice is there twice.',
    fixture: '3.1-yaml',
    method: 'post',
    operation: {
      parameters: [{ name: 'q', in: 'query', style: 'deepObject', schema: SHARED }],
      requestBody: { content: { 'application/json': { schema: SHARED } } },
    },
    tool: { schemas: { q: { properties: { a: { description: 'Said once.' } } } }, refuses: [{ body: { a: 1 } }] },
    args: { q: { a: 'x' }, body: { a: 'y' } },
    requests: [{ target: '?q%5Ba%5D=x', body: '{"a":"y"}' }],
  },
  {
    id: 'version/3.0/get-body',
    says: 'Before 3.1 a GET has no body: that the document describes one is named, and none is sent.',
    fixture: '3.0',
    operation: {
      requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { a: {} } } } } },
    },
    tool: { arguments: [] },
    args: {},
    requests: [{ body: null }],
    warns: 'describes a body',
  },
  ...ONLY_3_2,
  ...NEW,
];
