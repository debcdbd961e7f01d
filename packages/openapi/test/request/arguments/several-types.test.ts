import { describe, expect, it } from 'vitest';
import { buildRequest, compileDocument, type HttpRequest, type ToolPlan } from '../../../src/index.ts';
import { planOf } from '../../one-operation.ts';

const withBody = (content: object, method = 'patch'): Promise<ToolPlan> =>
  planOf({ requestBody: { content } }, { method });

function sent({ headers, body }: HttpRequest): readonly [contentType: string | undefined, body: unknown] {
  return [headers['content-type'], body];
}

const OPERATIONS = { type: 'array', items: { type: 'object', required: ['op', 'path'] } };
const PATCH = [{ op: 'remove', path: '/a' }];

describe('a body that is a patch', () => {
  it('is a merge patch where it is an object and a JSON Patch where it is a list, if the API takes both', async () => {
    const plain = { schema: { type: 'object', description: 'A patch.' } };
    const plan = await withBody({
      'application/json-patch+json': plain,
      'application/strategic-merge-patch+json': plain,
      'application/merge-patch+json': plain,
    });
    expect(sent(buildRequest(plan, { body: { a: null } }))).toEqual(['application/merge-patch+json', '{"a":null}']);
    expect(sent(buildRequest(plan, { body: PATCH }))).toEqual(['application/json-patch+json', JSON.stringify(PATCH)]);
    expect(sent(buildRequest(plan, { body: JSON.stringify(PATCH) }))[0]).toBe('application/json-patch+json');
    const { description, anyOf } = plan.inputSchema.properties['body'] ?? {};
    expect(description).toBe(
      'A patch.\n\nAn object is sent as application/merge-patch+json, a list as application/json-patch+json.',
    );
    expect(anyOf).toMatchObject([{ type: 'object' }, { type: 'array', items: { required: ['op', 'path'] } }]);
  });

  it('may be a list beside plain JSON where the document describes one', async () => {
    const object = { schema: { type: 'object', properties: { name: { type: 'string' } } } };
    const plan = await withBody({ 'application/json': object, 'application/json-patch+json': { schema: OPERATIONS } });
    expect(sent(buildRequest(plan, { body: { name: 'a' } }))).toEqual(['application/json', '{"name":"a"}']);
    expect(sent(buildRequest(plan, { body: PATCH }))[0]).toBe('application/json-patch+json');
    const same = await withBody({ 'application/json': object, 'application/json-patch+json': object });
    expect(same.inputSchema.properties['body']).toEqual(object.schema);
  });

  it.each(['merge-patch', 'json-patch'])('says that it is sent as %s', async (kind) => {
    const plan = await withBody({ [`application/${kind}+json`]: { schema: { description: 'What changes.' } } });
    expect(plan.inputSchema.properties['body']?.description).toBe(`What changes.\n\nSent as application/${kind}+json.`);
  });
});

describe('a body of JSON lines', () => {
  const rows = [{ a: 1 }, 'ü', null, ['x\ny']];
  const LINES = '{"a":1}\n"ü"\nnull\n["x\\ny"]\n';

  it.each([
    ['application/jsonl', LINES],
    ['application/x-ndjson', LINES],
    ['application/json-seq', '\u001e{"a":1}\n\u001e"ü"\n\u001enull\n\u001e["x\\ny"]\n'],
  ])('is a list, one item each in %s, or text', async (mediaType, expected) => {
    for (const media of [{ itemSchema: {} }, { schema: { type: 'array', items: {} } }, {}]) {
      const plan = await withBody({ [mediaType]: media }, 'post');
      expect(sent(buildRequest(plan, { body: rows }))).toEqual([mediaType, expected]);
      expect(sent(buildRequest(plan, { body: expected }))).toEqual([mediaType, expected]);
    }
  });

  it('has the items that the document describes, their digits unchanged', async () => {
    const item = { type: 'object', properties: { id: { type: 'integer' } } };
    const plan = await withBody({ 'application/jsonl': { itemSchema: item } }, 'post');
    expect(plan.inputSchema.properties['body']?.anyOf).toMatchObject([
      { type: 'array', items: item },
      { type: 'string' },
    ]);
    expect(sent(buildRequest(plan, { body: [{ id: '9007199254740993' }] }))[1]).toBe('{"id":9007199254740993}\n');
  });

  it('is text where the document says so', async () => {
    const plan = await withBody({ 'application/x-ndjson': { schema: { type: 'string' } } }, 'post');
    expect(plan.inputSchema.properties['body']).toEqual({ type: 'string' });
  });
});

describe('an answer of Swagger 2.0', () => {
  it('is JSON where nobody says what it is', async () => {
    const { plans } = await compileDocument(
      {
        text: JSON.stringify({
          swagger: '2.0',
          info: { title: 'T', version: '1' },
          host: 'a.example',
          paths: {
            '/a': {
              get: {
                responses: { 200: { description: 'ok', schema: { type: 'object', properties: { id: {} } } } },
              },
              delete: { responses: { 204: { description: 'ok' } } },
            },
          },
        }),
      },
      { outputSchemas: true },
    );
    expect(plans[0]?.outputSchema?.properties).toHaveProperty('id');
    expect(plans[0]?.request.accept).toMatch(/^application\/json/);
    expect(plans[1]).not.toHaveProperty('outputSchema');
    expect(plans[1]?.request.accept).toBe('*/*');
  });
});
