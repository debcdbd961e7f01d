import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { openApi } from '../open-api.ts';

/** Every `$ref` of a document. */
function refsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (key === '$ref' ? [String(child)] : refsOf(child)));
}

/** What a JSON pointer leads to. */
function follow(document: unknown, ref: string): unknown {
  return ref
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}

it('the document is OpenAPI 3.1, needs no token, and every reference in it resolves', async () => {
  const { app } = await openApi();
  const answer = await app.inject('/openapi.json');
  expect(answer.statusCode).toBe(200);
  const document = answer.json();
  expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'mcpm', version: '1.2.3' } });
  const refs = refsOf(document);
  expect(refs.length).toBeGreaterThan(20);
  expect(refs.filter((ref) => follow(document, ref) === undefined)).toEqual([]);
});

it('operation ids are unique, path parameters are declared, and components are all in use', async () => {
  const { app } = await openApi();
  const document = (await app.inject('/openapi.json')).json();
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.values(item as Record<string, { operationId: string; parameters?: { in: string; name: string }[] }>).map(
      (operation) => ({ path, ...operation }),
    ),
  );
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { path, parameters = [] } of operations) {
    const declared = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => `{${name}}`);
    expect(declared).toEqual(path.match(/\{\w+\}/g) ?? []);
  }
  const used = new Set(refsOf(document));
  expect(Object.keys(document.components.schemas).filter((name) => !used.has(`#/components/schemas/${name}`))).toEqual(
    [],
  );
});

it('answers are nouns by name, errors are problems, and a change without a body says so', async () => {
  const { app } = await openApi();
  const { paths, components } = (await app.inject('/openapi.json')).json();
  const read = paths['/api/servers/{id}'].get.responses;
  expect(read['200'].content['application/json'].schema).toEqual({ $ref: '#/components/schemas/Server' });
  expect(read['404'].content['application/problem+json'].schema).toEqual({ $ref: '#/components/schemas/Problem' });
  expect(paths['/api/servers/{id}'].delete.responses['204'].content).toBeUndefined();
  expect(paths['/api/servers/{id}'].delete.security).toEqual([{ bearer: [] }, { login: [] }]);
  expect(paths['/livez'].get.security).toEqual([]);
  expect(Object.keys(components.securitySchemes)).toEqual(['bearer', 'login']);
  const wait = paths['/api/servers/{id}/start'].post.parameters.find(({ name }: { name: string }) => name === 'wait');
  expect(wait.schema).toMatchObject({ type: 'boolean', default: false });
});

it('the same document is there as YAML', async () => {
  const { app } = await openApi();
  const yaml = await app.inject('/openapi.yaml');
  expect(yaml.headers['content-type']).toContain('application/yaml');
  expect(parse(yaml.body)).toEqual((await app.inject('/openapi.json')).json());
});
