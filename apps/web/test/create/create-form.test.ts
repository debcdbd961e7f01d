import { expect, test } from 'vitest';
import { bodyOf, complaintsOf, emptyCreateForm, invalidFields, suggestName } from '../../src/create/create-form.ts';

const filled = { ...emptyCreateForm, name: 'weather', url: 'https://example.com/openapi.json' };

test('empty fields are left out of the request', () => {
  expect(bodyOf(filled)).toEqual({
    name: 'weather',
    transport: 'streamable',
    autoStart: true,
    openapiUrl: 'https://example.com/openapi.json',
  });
});

test('only the chosen source is sent', () => {
  expect(bodyOf({ ...filled, source: 'path', path: ' /srv/a.yaml ' })).toMatchObject({ openapiUrl: '/srv/a.yaml' });
  const inline = bodyOf({ ...filled, source: 'text', text: 'openapi: 3.1.0' });
  expect(inline.openapi).toBe('openapi: 3.1.0');
  expect(inline.openapiUrl).toBeUndefined();
});

test('a port typed before stdio was chosen is not sent', () => {
  expect(bodyOf({ ...filled, port: '4000' }).port).toBe(4000);
  expect(bodyOf({ ...filled, port: '4000', transport: 'stdio' }).port).toBeUndefined();
});

test('each field that does not fit is named', () => {
  expect(invalidFields(filled)).toEqual([]);
  const wrong = { ...filled, name: 'My API', url: 'example.com', port: 'ninety', baseUrl: 'ftp://x' };
  expect(invalidFields(wrong).sort()).toEqual(['baseUrl', 'name', 'port', 'url']);
  expect(invalidFields({ ...filled, url: '' })).toEqual(['url']);
  expect(invalidFields({ ...filled, source: 'text' })).toEqual(['text']);
});

test('a complaint of the API lands on its field', () => {
  const errors = [
    { pointer: '/port', message: 'is reserved' },
    { pointer: '/openapiUrl', message: 'not found' },
    { pointer: '/restart/mode', message: 'unknown' },
  ];
  expect(complaintsOf({ code: 'validation_failed', detail: '', errors }, 'path')).toEqual({
    placed: [
      { field: 'port', message: 'is reserved' },
      { field: 'path', message: 'not found' },
    ],
    rest: [{ pointer: '/restart/mode', message: 'unknown' }],
  });
  expect(complaintsOf({ code: 'name_taken', detail: 'It is taken.' }, 'url').placed).toEqual([
    { field: 'name', message: 'It is taken.' },
  ]);
});

test('a document that cannot be used is told at the source that named it', () => {
  const errors = [{ pointer: '/openapiUrl', message: 'Line 3 is no YAML.' }];
  expect(complaintsOf({ code: 'document_unusable', detail: 'Line 3 is no YAML. Correct it.', errors }, 'path')).toEqual(
    {
      placed: [{ field: 'path', message: 'Line 3 is no YAML. Correct it.' }],
      rest: [],
    },
  );
});

test('a name is made from a title', () => {
  expect(suggestName('Swagger Petstore – OpenAPI 3.1')).toBe('swagger-petstore-openapi-3-1');
  expect(suggestName('Météo  API!')).toBe('me-te-o-api');
  expect(suggestName('天气')).toBe('');
  expect(suggestName(`${'a'.repeat(47)} b`)).toBe('a'.repeat(47));
});
