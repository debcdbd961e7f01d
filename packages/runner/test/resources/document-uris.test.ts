import { expect, test } from 'vitest';
import { documentUris, operationOf, partsOf } from '../../src/resources/document-uris.ts';

const text = (url: string, digest = 'd') => ({ url, digest });

test('parts stand at the addresses that references relative to the document lead to', () => {
  const parts = partsOf([
    text('file:///home/me/api/openapi.yaml'),
    text('file:///home/me/api/schemas/pet%20a.yaml'),
    text('file:///home/me/shared/error.yaml'),
    text('file:///home/other/error.yaml'),
    text('file:///home/me/api/missing.yaml', ''),
    text('file:///home/me/api/schemas/pet%20a.yaml'),
  ]);
  expect(parts.map(({ uri, name }) => [uri, name])).toEqual([
    [new URL('schemas/pet%20a.yaml', 'openapi://document/openapi.yaml').href, 'pet a.yaml'],
    ['openapi://document/error.yaml', 'error.yaml'],
    ['openapi://document/error.yaml~2', 'error.yaml'],
  ]);
  expect(JSON.stringify(parts.map(({ uri }) => uri))).not.toContain('home');
});

test('R34: neither credentials nor the query of a URL become a part of an address or a name', () => {
  const [part] = partsOf([
    text('https://me:hunter2@api.example/v1/openapi.json?key=hunter2'),
    text('https://me:hunter2@api.example/v1/pet.json?key=hunter2#x'),
  ]);
  expect(part).toMatchObject({ uri: 'openapi://document/pet.json', name: 'pet.json' });
});

test('operations are addressed by the names of their tools', () => {
  expect(operationOf('openapi://operations/listPets')).toBe('listPets');
  expect(operationOf('openapi://operations/%zz')).toBe('%zz');
  expect(operationOf('openapi://document')).toBeUndefined();
  expect([...documentUris({ texts: [text('')], names: ['listPets'] })]).toEqual([
    'openapi://document',
    'openapi://operations/listPets',
  ]);
});
