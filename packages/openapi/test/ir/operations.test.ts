import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileDocument } from '../../src/index.ts';
import { compileValue, documentOf, planOf } from '../one-operation.ts';

const responses = {};

it('says of the document what its info says, in plain words and not too many', async () => {
  const about = async (info: object) =>
    (await compileValue(documentOf({}, { info: { title: 'Test', version: '1', ...info } }))).description;
  expect(await about({})).toBeUndefined();
  expect(await about({ description: ' <!-- --> ' })).toBeUndefined();
  expect(await about({ summary: 'Pets.' })).toBe('Pets.');
  expect(await about({ summary: 'Pets.', description: '# Pets\n\nAll **about** [them](https://a.example).' })).toBe(
    'Pets\n\nAll about them.',
  );
  expect((await about({ description: 'A sentence of it. '.repeat(1_000) }))?.length).toBeLessThanOrEqual(500);
});

describe('one bad operation', () => {
  const paths = {
    '/good': { get: { operationId: 'good', responses } },
    '/broken': {
      post: { operationId: 'broken', responses, requestBody: { $ref: '#/components/requestBodies/Missing' } },
    },
    '/junk': { get: 'not an operation' },
    '/list': [],
    '/odd/{id}': {
      get: {
        operationId: 'odd',
        responses,
        parameters: [
          null,
          { name: 'q' },
          { $ref: '#/nowhere' },
          { name: 's', in: 'query', style: 'matrix' },
          { name: 's', in: 'query', schema: {} },
        ],
      },
    },
  };

  it('costs a warning with its pointer, and the others work', async () => {
    const compiled = await compileValue(documentOf(paths));
    expect(compiled.plans.map((plan) => plan.name)).toEqual(['good', 'odd']);
    expect(compiled.operations).toBe(4);
    expect(compiled.warnings.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['reference_unresolved', '/paths/~1broken/post/requestBody'],
      ['operation_invalid', '/paths/~1broken/post/requestBody'],
      ['operation_invalid', '/paths/~1junk/get'],
      ['path_invalid', '/paths/~1list'],
      ['parameter_invalid', '/paths/~1odd~1{id}/get/parameters/0'],
      ['parameter_invalid', '/paths/~1odd~1{id}/get/parameters/1'],
      ['reference_unresolved', '/paths/~1odd~1{id}/get/parameters/2'],
      ['style_invalid', '/paths/~1odd~1{id}/get/parameters/3'],
      ['parameter_without_schema', '/paths/~1odd~1{id}/get/parameters/3'],
      ['parameter_duplicate', '/paths/~1odd~1{id}/get/parameters/4'],
      ['path_parameter_missing', '/paths/~1odd~1{id}/get'],
    ]);
    expect(compiled.plans[1]?.inputSchema).toMatchObject({
      required: ['id'],
      properties: { s: { type: 'string' }, id: { type: 'string' } },
    });
  });

  it('is a failure when the document must be strict', async () => {
    await expect(compileValue(documentOf(paths), { strict: true })).rejects.toMatchObject({
      code: 'document_not_strict',
      pointer: '/paths/~1broken/post/requestBody',
      message: expect.stringContaining('more'),
    });
    await expect(compileValue(documentOf({ '/good': paths['/good'] }), { strict: true })).resolves.toMatchObject({
      warnings: [],
    });
  });
});

describe('a plan', () => {
  it('carries summary and description, deprecation, hints and the operation', async () => {
    const plan = await planOf(
      { operationId: 'a', summary: 'Short.', description: 'Long.', deprecated: true, tags: ['t'] },
      { method: 'put' },
    );
    expect(plan).toMatchObject({
      name: 'a',
      title: 'Short.',
      description: 'Deprecated.\n\nShort.\n\nLong.',
      annotations: {
        title: 'Short.',
        readOnlyHint: false,
        destructiveHint: true,
        idempotentHint: true,
        openWorldHint: true,
      },
      operation: {
        method: 'PUT',
        path: '/things',
        operationId: 'a',
        pointer: '/paths/~1things/put',
        tags: ['t'],
        deprecated: true,
      },
    });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('is described by method and path where the document is silent', async () => {
    expect(await planOf({})).toMatchObject({
      name: 'get_things',
      description: 'GET /things',
      annotations: { readOnlyHint: true, destructiveHint: false },
    });
  });

  it("takes its path item's parameters, unless it has its own of that name and place", async () => {
    const shared = [
      { name: 'a', in: 'query', schema: { type: 'integer' } },
      { name: 'b', in: 'query', schema: { type: 'integer' } },
    ];
    const compiled = await compileValue(
      documentOf({
        '/x': {
          parameters: shared,
          get: {
            responses,
            parameters: [{ name: 'b', in: 'query', required: true, description: 'own', schema: { type: 'string' } }],
          },
        },
      }),
    );
    expect(compiled.plans[0]?.inputSchema).toEqual({
      type: 'object',
      properties: { a: { type: 'integer' }, b: { type: 'string', description: 'own' } },
      required: ['b'],
      additionalProperties: false,
    });
  });

  it('ignores headers that OpenAPI describes elsewhere', async () => {
    const plan = await planOf({
      parameters: ['Accept', 'content-type', 'AUTHORIZATION'].map((name) => ({ name, in: 'header', schema: {} })),
    });
    expect(plan.inputSchema.properties).toEqual({});
  });

  it('has keys that every client takes, for names that no client would', async () => {
    const names = ['ключ', '日本', `x${'y'.repeat(80)}`, 'a b', 'a_b', '-'];
    const plan = await planOf({ parameters: names.map((name) => ({ name, in: 'query', schema: {} })) });
    const keys = Object.keys(plan.inputSchema.properties);
    expect(new Set(keys).size).toBe(names.length);
    for (const key of keys) expect(key).toMatch(/^[a-zA-Z0-9_.-]{1,64}$/);
    expect(plan.request.parameters.map((parameter) => parameter.name)).toEqual(names);
  });
});

describe('OpenAPI 3.2', () => {
  it('may have the QUERY method, further methods and a whole query string as one parameter', async () => {
    const query = { operationId: 'q', responses, requestBody: { content: { 'application/json': { schema: {} } } } };
    const link = {
      operationId: 'link',
      responses,
      parameters: [
        { name: 'all', in: 'querystring', content: { 'application/x-www-form-urlencoded': { schema: {} } } },
      ],
    };
    const compiled = await compileValue(
      documentOf({ '/x': { query, additionalOperations: { LINK: link } } }, { openapi: '3.2.0' }),
    );
    expect(compiled.plans.map((plan) => [plan.operation.method, plan.annotations.readOnlyHint])).toEqual([
      ['QUERY', true],
      ['LINK', false],
    ]);
    const { buildRequest } = await import('../../src/index.ts');
    expect(buildRequest(compiled.plans[1]!, { all: { a: [1, 2], b: 'x y' } }).url).toBe(
      'https://api.example.com/v1/x?a=1&a=2&b=x+y',
    );
  });
});

describe('a document of several files', () => {
  const files = {
    'main.yaml':
      'openapi: 3.0.3\nservers: [{url: "https://x.test"}]\npaths:\n  /a: {$ref: "paths/a.yaml"}\n  /b: {get: {parameters: [{$ref: "missing.yaml#/X"}]}}\n',
    'paths/a.yaml':
      'post:\n  operationId: a\n  parameters: [{$ref: "../parts.json#/Limit"}, {name: x}]\n  requestBody: {content: {application/json: {schema: {$ref: "../parts.json#/Node"}}}}\n',
    'parts.json':
      '{"Limit":{"name":"limit","in":"query","schema":{"type":"integer"}},"Node":{"type":"object","properties":{"next":{"$ref":"#/Node"}}}}',
  };

  it('is read by relative path; flaws name the file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mcpm-openapi-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const compiled = await compileDocument({ file: join(folder, 'main.yaml') });
    await rm(folder, { recursive: true });
    expect(compiled.plans[0]?.inputSchema).toMatchObject({
      properties: { limit: { type: 'integer' }, body: { $ref: '#/$defs/Node' } },
      $defs: { Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } } },
    });
    expect(compiled.warnings.map(({ code, pointer, line }) => [code, pointer, line])).toEqual([
      ['parameter_invalid', 'paths/a.yaml#/post/parameters/1', undefined],
      ['reference_external', '/paths/~1b/get/parameters/0', 5],
    ]);
  });

  it('is not read from a text or a URL', async () => {
    const compiled = await compileDocument({ text: files['main.yaml'], baseUrl: 'https://x.test/main.yaml' });
    expect(compiled.warnings.map((warning) => warning.code)).toContain('reference_external');
    expect(compiled.operations).toBe(1);
  });
});
