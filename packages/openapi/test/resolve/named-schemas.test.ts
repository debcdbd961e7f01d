import { expect, test } from 'vitest';
import { compileDocument, type CompiledDocument } from '../../src/index.ts';
import { compileValue, documentOf } from '../one-operation.ts';

const closed = { type: 'object', properties: { a: { type: 'string' } } };

/** A document whose only operation takes a body of this schema. */
function posts(schema: unknown, schemas: object, rest: object = {}): Record<string, unknown> {
  const content = { 'application/json': { schema } };
  return documentOf({ '/things': { post: { requestBody: { content } } } }, { components: { schemas }, ...rest });
}

const bodyOf = ({ plans }: CompiledDocument): unknown => plans[0]?.inputSchema.properties['body'];
const defsOf = ({ plans }: CompiledDocument): unknown => plans[0]?.inputSchema.$defs;

test('R13: a schema is found by its anchor', async () => {
  const compiled = await compileValue(posts({ $ref: '#pet' }, { Pet: { $anchor: 'pet', ...closed } }));
  expect([bodyOf(compiled), defsOf(compiled), compiled.warnings]).toEqual([
    { $ref: '#/$defs/Pet' },
    { Pet: closed },
    [],
  ]);
});

test('R13: a schema is found by its $id, and what it refers to is looked for inside of it and beside it', async () => {
  const Pet = {
    $id: 'https://example.com/schemas/pet',
    type: 'object',
    properties: { tag: { $ref: '#/$defs/tag' }, owner: { $ref: 'owner' }, name: { $ref: 'owner#/properties/name' } },
    $defs: { tag: closed },
  };
  const Owner = { $id: 'https://example.com/schemas/owner', type: 'object', properties: { name: { type: 'string' } } };
  const compiled = await compileValue(posts({ $ref: 'https://example.com/schemas/pet' }, { Pet, Owner }));
  expect(compiled.warnings).toEqual([]);
  expect(defsOf(compiled)).toMatchObject({
    Pet: { properties: { tag: { $ref: '#/$defs/tag' }, owner: { $ref: '#/$defs/Owner' }, name: { type: 'string' } } },
    tag: closed,
  });
});

test('R13: dynamic references become references to the nearest anchor, or to anything where it waits to be filled in', async () => {
  const Tree = {
    $dynamicAnchor: 'node',
    type: 'object',
    properties: { kids: { type: 'array', items: { $dynamicRef: '#node' } } },
  };
  const tree = await compileValue(posts({ $ref: '#/components/schemas/Tree' }, { Tree }));
  expect(defsOf(tree)).toMatchObject({ Tree: { properties: { kids: { items: { $ref: '#/$defs/Tree' } } } } });
  const List = {
    type: 'object',
    properties: { all: { type: 'array', items: { $dynamicRef: '#T' } } },
    $defs: { T: { $dynamicAnchor: 'T', not: {} } },
  };
  const list = await compileValue(posts({ $ref: '#/components/schemas/List' }, { List }));
  expect(defsOf(list)).toMatchObject({ List: { properties: { all: { items: {} } } } });
  expect([...tree.warnings, ...list.warnings]).toEqual([]);
});

test('R13: an anchor that nobody has is one warning', async () => {
  const { warnings } = await compileValue(posts({ type: 'object', properties: { a: { $ref: '#nobody' } } }, {}));
  expect(warnings).toMatchObject([{ code: 'reference_unresolved', pointer: expect.stringMatching(/properties\/a$/) }]);
});

test('R13: operations beside the $ref of a path item count where the referenced item has none of that method', async () => {
  const item = { get: { operationId: 'shared' } };
  const own = { $ref: '#/components/pathItems/Shared', get: { operationId: 'hidden' }, post: { operationId: 'own' } };
  const { plans } = await compileValue(documentOf({ '/a': own }, { components: { pathItems: { Shared: item } } }));
  expect(plans.map(({ name }) => name)).toEqual(['shared', 'own']);
});

test('R13: references lead into paths, percent-encoded or not', async () => {
  const item = { post: { operationId: 'a', requestBody: { content: { 'application/json': { schema: closed } } } } };
  for (const $ref of ['#/paths/~1a~1{id}/post/requestBody', '#/paths/~1a~1%7Bid%7D/post/requestBody']) {
    const paths = { '/b': { post: { operationId: 'b', requestBody: { $ref } } }, '/a/{id}': item };
    expect((await compileValue(documentOf(paths))).plans[0]?.inputSchema.properties['body']).toEqual(closed);
  }
});

test('R12: OpenAPI 3.2: query, additional operations, media types by reference, and $self as the base of servers and references', async () => {
  const document = {
    openapi: '3.2.0',
    $self: 'https://docs.example.com/api/openapi.json',
    info: { title: 'T', version: '1' },
    servers: [{ url: '../v1' }],
    paths: {
      '/a': {
        query: {
          operationId: 'search',
          requestBody: { content: { 'application/json': { $ref: '#/components/mediaTypes/Filter' } } },
        },
        additionalOperations: { COPY: { operationId: 'copy' }, 'NO GOOD': {}, QUERY: {} },
      },
    },
    webhooks: { ping: { post: { operationId: 'never' } } },
    components: {
      mediaTypes: {
        Filter: { schema: { $ref: 'https://docs.example.com/api/openapi.json#/components/schemas/Filter' } },
      },
      schemas: { Filter: closed },
    },
  };
  const compiled = await compileDocument({ text: JSON.stringify(document) });
  expect(compiled.plans.map(({ name, operation }) => `${operation.method} ${name}`)).toEqual([
    'QUERY search',
    'COPY copy',
  ]);
  expect(compiled.baseUrl).toBe('https://docs.example.com/v1');
  expect([bodyOf(compiled), defsOf(compiled)]).toEqual([{ $ref: '#/$defs/Filter' }, { Filter: closed }]);
  expect(compiled.warnings.map(({ code }) => code)).toEqual(['operation_invalid', 'operation_duplicate']);
});

test('R50: a server variable that no server has is named', async () => {
  const document = documentOf(
    { '/a': { get: {} } },
    { servers: [{ url: 'https://{region}.example.com', variables: { region: { default: 'eu' } } }] },
  );
  const { warnings, baseUrl } = await compileValue(document, { serverVariables: { regoin: 'us' } });
  expect(baseUrl).toBe('https://eu.example.com');
  expect(warnings).toMatchObject([
    { code: 'server_variable_unknown', message: expect.stringContaining('known: region') },
  ]);
});
