import { describe, expect, it, test } from 'vitest';
import type { ToolPlan } from '../../src/index.ts';
import { compileValue, documentOf, planOf } from '../one-operation.ts';

const hints = async (method: string, fields: object = {}, rest: object = {}): Promise<ToolPlan['annotations']> =>
  (await planOf({ summary: 'Do it', ...fields }, { method, rest })).annotations;

describe('annotations', () => {
  test.each([
    ['get', true, false, true],
    ['head', true, false, true],
    ['post', false, true, false],
    ['put', false, true, true],
    ['patch', false, true, false],
    ['delete', false, true, true],
  ])('R24: of %s come from the method', async (method, readOnlyHint, destructiveHint, idempotentHint) => {
    expect(await hints(method)).toEqual({
      title: 'Do it',
      readOnlyHint,
      destructiveHint,
      idempotentHint,
      openWorldHint: true,
    });
  });

  test('R24: are overridden by x-mcp of the operation, over that of the path, over that of the document', async () => {
    const { plans } = await compileValue(
      documentOf(
        {
          '/a': {
            'x-mcp': { annotations: { openWorldHint: true, idempotentHint: true } },
            post: { operationId: 'a', 'x-mcp': { annotations: { idempotentHint: false, title: 'A' } }, responses: {} },
            patch: { operationId: 'b', responses: {} },
          },
          '/c': { post: { operationId: 'c', responses: {} } },
        },
        { 'x-mcp': { annotations: { openWorldHint: false, destructiveHint: false } } },
      ),
    );
    expect(plans.map(({ annotations }) => annotations)).toEqual([
      { title: 'A', readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
      { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
      { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false },
    ]);
  });

  test('R24: of a GET with side effects say so, and of a POST that only reads', async () => {
    expect(await hints('get', { 'x-mcp': { annotations: { readOnlyHint: false } } })).toMatchObject({
      readOnlyHint: false,
      destructiveHint: true,
      idempotentHint: false,
    });
    expect(await hints('post', { 'x-mcp': { annotations: { readOnlyHint: true } } })).toMatchObject({
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
    });
  });

  test('R24: come from an Overlay as well', async () => {
    const overlay = {
      overlay: '1.0.0',
      info: { title: 'o', version: '1' },
      actions: [{ target: '$.paths[*].get', update: { 'x-mcp': { annotations: { readOnlyHint: false } } } }],
    };
    const { plans } = await compileValue(documentOf({ '/a': { get: { responses: {} } } }), {
      overlays: ['https://example.com/overlay.json'],
      fetch: () => Promise.resolve(Response.json(overlay)),
    });
    expect(plans[0]?.annotations.readOnlyHint).toBe(false);
  });
});

describe('x-mcp of an operation', () => {
  it('names, titles and describes the tool', async () => {
    const plan = await planOf({
      operationId: 'x1',
      summary: 's',
      description: 'd',
      'x-mcp': { name: 'find thing', title: 'Find a thing', description: 'Finds **one** thing.' },
    });
    expect(plan).toMatchObject({ name: 'find_thing', title: 'Find a thing', description: 'Finds one thing.' });
    expect(plan.annotations.title).toBe('Find a thing');
  });

  it('keeps its name from an operationId that looks the same', async () => {
    const { plans } = await compileValue(
      documentOf({
        '/a': { get: { operationId: 'get-thing', 'x-mcp': { name: 'thing' }, responses: {} } },
        '/b': { get: { operationId: 'thing!', responses: {} } },
      }),
    );
    expect(plans.map(({ name }) => name)).toEqual(['thing', expect.stringMatching(/^thing_[0-9a-f]{8}$/)]);
  });

  it('hides it, whatever filters say', async () => {
    const document = documentOf({
      '/a': { get: { operationId: 'a', tags: ['t'], 'x-mcp': { hidden: true }, responses: {} } },
      '/b': { get: { operationId: 'b', 'x-mcp': { hidden: false }, responses: {} } },
    });
    const { plans, decisions } = await compileValue(document, { filter: { include: ['tag:t', 'operation:b'] } });
    expect(plans.map(({ name }) => name)).toEqual(['b']);
    expect(decisions[0]).toMatchObject({ operationId: 'a', included: false, rule: 'x-mcp hidden' });
  });

  test('R26: decides whether it is read-only', async () => {
    const marked = (readOnlyHint: boolean): object => ({ 'x-mcp': { annotations: { readOnlyHint } }, responses: {} });
    const { decisions } = await compileValue(
      documentOf({ '/a': { get: marked(false), post: marked(true), put: { responses: {} }, head: { responses: {} } } }),
      { filter: { readOnly: true } },
    );
    expect(decisions.map(({ method, included, rule }) => `${method} ${included} ${rule}`).toSorted()).toEqual([
      'GET false read-only',
      'HEAD true default',
      'POST true default',
      'PUT false read-only',
    ]);
  });

  it('is a warning where it cannot be used, and nothing else', async () => {
    const { plans, warnings } = await compileValue(
      documentOf(
        {
          '/a': {
            'x-mcp': { hidden: true },
            get: {
              operationId: 'a',
              'x-mcp': {
                name: 7,
                hidden: 'yes',
                hiden: true,
                annotations: { readOnlyHint: 'no', title: '', colour: 1 },
              },
              responses: {},
            },
            put: { operationId: 'b', 'x-mcp': true, responses: {} },
            post: { operationId: 'c', 'x-mcp': { annotations: [] }, responses: {} },
          },
        },
        { 'x-mcp': 'on' },
      ),
    );
    expect(plans.map(({ name }) => name).toSorted()).toEqual(['a', 'b', 'c']);
    expect(plans.find(({ name }) => name === 'a')?.annotations.readOnlyHint).toBe(true);
    expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set(['x_mcp_invalid']));
    expect(warnings.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/paths/~1a/get/x-mcp/annotations/colour',
      '/paths/~1a/get/x-mcp/annotations/readOnlyHint',
      '/paths/~1a/get/x-mcp/annotations/title',
      '/paths/~1a/get/x-mcp/hidden',
      '/paths/~1a/get/x-mcp/hiden',
      '/paths/~1a/get/x-mcp/name',
      '/paths/~1a/post/x-mcp/annotations',
      '/paths/~1a/put/x-mcp',
      '/paths/~1a/x-mcp/hidden',
      '/x-mcp',
    ]);
  });
});

test('R26: what stands in the place of an operation and is none has a decision, too', async () => {
  const { decisions, operations, warnings } = await compileValue(
    documentOf({ '/a': { get: 'nothing', put: { responses: {} } } }),
  );
  expect(decisions).toEqual([
    { method: 'GET', path: '/a', included: false, rule: 'unreadable' },
    { method: 'PUT', path: '/a', tool: 'put_a', included: true, rule: 'default' },
  ]);
  expect(operations).toBe(2);
  expect(warnings).toMatchObject([{ code: 'operation_invalid', pointer: '/paths/~1a/get' }]);
});
