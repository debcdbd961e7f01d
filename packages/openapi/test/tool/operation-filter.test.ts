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

  it.each(['pets', 'tag:', 'colour:red'])('refuses the entry %j with the ways to write one', async (entry) => {
    await expect(compileValue(document, { filter: { include: [entry] } })).rejects.toMatchObject({
      code: 'option_invalid',
      next: expect.stringContaining('tag:<name>'),
    });
  });
});
