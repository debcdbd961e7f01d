import { describe, expect, it } from 'vitest';
import { nameTools } from '../../src/tool/tool-names.ts';

const operation = (
  operationId: string | undefined,
  path = `/${operationId ?? ''}`,
  method = 'GET',
): { method: string; path: string; tags: string[]; operationId?: string } => ({
  method,
  path,
  tags: [],
  ...(operationId === undefined ? {} : { operationId }),
});

const name = (operationId: string | undefined, path?: string, budget = 64): string =>
  nameTools([operation(operationId, path)], budget)[0]!;

describe('the name of a tool', () => {
  it.each([
    ['listPets', 'listPets'],
    ['repos/list-for-org', 'repos_list-for-org'],
    ['drive.files.list', 'drive_files_list'],
    ['  get pet!! ', 'get_pet'],
    ['créer', 'creer'],
    ['2fa', 'op_2fa'],
    ['_', 'get'],
  ])('of operationId %j is %s', (id, expected) => {
    expect(name(id, '/')).toBe(expected);
  });

  it('comes from method and path where there is no operationId that can be read', () => {
    expect(name(undefined, '/pets/{petId}/photos')).toBe('get_pets_petId_photos');
    expect(name('获取用户', '/users/{id}')).toBe('get_users_id');
    expect(name('获取用户', '/用户')).toBe('get');
  });

  it.each(['获取用户', '🎉', '👨‍👩‍👧', 'ユーザー', '---', ' '])('R22: is never empty: %j', (id) => {
    for (const path of ['/', '/{id}', `/${id}`, `/${id}/{${id}}`])
      expect(name(id, path)).toMatch(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);
  });

  it('is never empty, never too long, and says the same every time', () => {
    const long = name('a'.repeat(100), '/long', 40);
    expect(long).toMatch(/^a{31}_[0-9a-f]{8}$/);
    expect(name('a'.repeat(100), '/long', 40)).toBe(long);
    expect(name('a'.repeat(100), '/other', 40)).not.toBe(long);
  });

  it('R22: is unique without regard to case, and does not depend on order', () => {
    const operations = [
      operation('getPet', '/a'),
      operation('GETPET', '/b'),
      operation('get.user', '/c'),
      operation('get_user', '/d'),
      operation('用', '/x/{a}'),
      operation('户', '/x/a'),
    ];
    const names = nameTools(operations, 64);
    expect(new Set(names.map((each) => each.toLowerCase())).size).toBe(names.length);
    expect(names[3]).toBe('get_user');
    const reversed = nameTools(operations.toReversed(), 64).toReversed();
    expect(reversed).toEqual(names);
    expect(nameTools([operation('added', '/z'), ...operations], 64).slice(1)).toEqual(names);
    for (const each of names) expect(each).toMatch(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);
  });

  it('stays unique where a name looks like another one with its hash', () => {
    const [hashed] = nameTools([operation('same', '/a'), operation('same', '/b')], 64);
    const names = nameTools([operation('same', '/a'), operation('same', '/b'), operation(hashed, '/c')], 64);
    expect(new Set(names).size).toBe(3);
  });
});
