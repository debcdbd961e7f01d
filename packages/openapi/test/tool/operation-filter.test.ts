import { describe, expect, it } from 'vitest';
import { compileValue, documentOf } from '../one-operation.ts';

const responses = {};
const document = documentOf({
  '/pets': {
    get: { operationId: 'pets/list', tags: ['Pets'], responses },
    post: { operationId: 'pets/create', tags: ['Pets'], responses },
  },
  '/pets/{id}/photos': {
    get: {
      operationId: 'photos/list',
      tags: ['photos'],
      responses,
      parameters: [{ name: 'id', in: 'path', required: true, schema: {} }],
    },
  },
  '/admin/reset': { delete: { operationId: 'reset', responses } },
});

describe('a filter', () => {
  it.each([
    [{ include: ['tag:pets'] }, ['pets_list', 'pets_create']],
    [{ include: ['method:get'] }, ['pets_list', 'photos_list']],
    [{ include: ['path:/pets/*'] }, []],
    [{ include: ['path:/pets/**'] }, ['photos_list']],
    [{ include: ['path:/pets/{id}/*'] }, ['photos_list']],
    [{ include: ['operation:pets/*', 'method:DELETE'] }, ['pets_list', 'pets_create', 'reset']],
    [{ exclude: ['tag:photos', 'method:post'] }, ['pets_list', 'reset']],
    [{ readOnly: true, exclude: ['operation:photos/**'] }, ['pets_list']],
  ])('%j lets %j through', async (filter, expected) => {
    const compiled = await compileValue(document, { filter });
    expect(compiled.plans.map((plan) => plan.name)).toEqual(expected);
    expect(compiled.operations).toBe(4);
  });

  it.each(['pets', 'tag:', 'colour:red', 'deprecated:maybe', 'extension:internal'])(
    'refuses the entry %j with the ways to write one',
    async (entry) => {
      await expect(compileValue(document, { filter: { include: [entry] } })).rejects.toMatchObject({
        code: 'option_invalid',
        next: expect.stringContaining('tag:<name>'),
      });
    },
  );
});

describe('R26: a filter by what an operation says of itself', () => {
  const marked = documentOf({
    '/a': { get: { operationId: 'a', deprecated: true, 'x-internal': true, responses } },
    '/b': {
      'x-internal': true,
      get: { operationId: 'b', responses },
      put: { operationId: 'bPublic', 'x-internal': false, responses },
    },
    '/c': { $ref: '#/components/pathItems/C' },
  });
  const items = { components: { pathItems: { C: { get: { operationId: 'c', deprecated: false, responses } } } } };

  it.each([
    [{ include: ['deprecated:true'] }, ['a']],
    [{ include: ['deprecated:false'] }, ['b', 'bPublic', 'c']],
    [{ exclude: ['extension:x-internal'] }, ['bPublic', 'c']],
    [{ include: ['extension:x-internal'], exclude: ['deprecated:true'] }, ['b']],
  ])('%j lets %j through', async (filter, expected) => {
    const compiled = await compileValue({ ...marked, ...items }, { filter });
    expect(compiled.plans.map((plan) => plan.name)).toEqual(expected);
  });
});

describe('R26: the decisions', () => {
  const rules = async (filter: object): Promise<unknown> =>
    (await compileValue(document, { filter })).decisions.map(({ operationId, included, rule, tool }) => [
      operationId,
      included,
      rule,
      tool,
    ]);

  it('name the rule that let an operation in or kept it out', async () => {
    expect(await rules({})).toEqual([
      ['pets/list', true, 'default', 'pets_list'],
      ['pets/create', true, 'default', 'pets_create'],
      ['photos/list', true, 'default', 'photos_list'],
      ['reset', true, 'default', 'reset'],
    ]);
    const filter = { include: ['tag:cats', 'tag:pets', 'method:GET'], exclude: ['path:/pets/{id}/**'], readOnly: true };
    expect(await rules(filter)).toEqual([
      ['pets/list', true, '--include tag:pets', 'pets_list'],
      ['pets/create', false, 'read-only', undefined],
      ['photos/list', false, '--exclude path:/pets/{id}/**', undefined],
      ['reset', false, 'read-only', undefined],
    ]);
    expect((await rules({ include: ['tag:none'] })) as unknown[]).toContainEqual([
      'reset',
      false,
      '--include',
      undefined,
    ]);
  });

  it('name operations that cannot be read', async () => {
    const compiled = await compileValue(
      documentOf({ '/a': { post: { requestBody: { $ref: '#/nowhere' }, responses }, get: { responses } } }),
    );
    expect(compiled.decisions).toEqual([
      { method: 'GET', path: '/a', tool: 'get_a', included: true, rule: 'default' },
      { method: 'POST', path: '/a', included: false, rule: 'unreadable' },
    ]);
    expect(compiled.warnings.map(({ code }) => code)).toContain('operation_invalid');
  });
});
