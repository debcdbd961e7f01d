import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { startUpstream } from '@mcpm/test-kit';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { compileDocument, DocumentError, parseSource, type DocumentSource } from '../../src/index.ts';

const yaml = `openapi: 3.0.0
info: {title: Bücher, version: '1'}
servers: [{url: https://api.example.com}]
paths:
  /a:
    get: {responses: {}}
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcpm-what-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function failure(source: DocumentSource): Promise<DocumentError> {
  const error: unknown = await compileDocument(source).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DocumentError) return error;
  throw new Error(`No DocumentError: ${String(error)}`);
}

async function fileOf(bytes: string | Uint8Array): Promise<{ readonly file: string }> {
  const file = join(folder, 'document');
  await writeFile(file, bytes);
  return { file };
}

test.each<[string, string | Uint8Array, string, string]>([
  ['a gzip file', gzipSync(yaml), 'is a gzip file', 'Decompress'],
  ['a ZIP archive', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), 'is a ZIP archive', 'Unpack'],
  ['an image', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), 'is a PNG image', 'OpenAPI document'],
  ['a PDF', '%PDF-1.7\n1 0 obj', 'is a PDF file', 'made from'],
  ['bytes of no known kind', Uint8Array.of(1, 2, 0, 200, 0, 7), 'is a binary file', 'OpenAPI document'],
  ['a Postman collection', '{"info":{"_postman_id":"x"},"item":[]}', 'is a Postman collection', 'Export'],
  ['an AsyncAPI document', 'asyncapi: 3.0.0\nchannels: {}', 'is an AsyncAPI document', 'messages'],
  ['a GraphQL schema', 'type Query {\n  hello: String\n}\n', 'is a GraphQL schema', 'GraphQL'],
  ['a GraphQL introspection', '{"data":{"__schema":{}}}', 'is a GraphQL schema', 'GraphQL'],
  [
    'a Protocol Buffers file',
    'syntax = "proto3";\nmessage A { string b = 1; }',
    'is a Protocol Buffers file',
    'OpenAPI',
  ],
  ['a RAML document', '#%RAML 1.0\ntitle: x', 'is a RAML document', 'convert'],
  ['a HAR recording', '{"log":{"version":"1.2","entries":[]}}', 'is a HAR recording', 'OpenAPI'],
  ['an Overlay', 'overlay: 1.0.0\nactions: []', 'is an Overlay document', 'as an overlay'],
  ['a JSON Schema', '{"$schema":"https://json-schema.org/draft/2020-12/schema"}', 'is a JSON Schema', 'belongs to'],
  ['a manifest', 'apiVersion: v1\nkind: Service', 'is a Kubernetes manifest (Service)', 'OpenAPI'],
  [
    'a pointer of Git LFS',
    'version https://git-lfs.github.com/spec/v1\noid sha256:a',
    'is a pointer of Git LFS',
    'git lfs pull',
  ],
  [
    'an error as JSON',
    '{"error":{"message":"Bad credentials"}}',
    'is an error message ("Bad credentials")',
    'credentials',
  ],
  ['a document without its version', 'info: {title: t}\npaths: {}', 'a document without a version', 'openapi: 3.1.0'],
  ['only a comment', '# nothing yet\n', 'is empty', 'OpenAPI document'],
  [
    'YAML cut off in a list',
    'openapi: 3.0.0\npaths:\n  /a: {get: {tags: [a, b',
    'it seems to be cut off',
    'not complete',
  ],
  ['YAML cut off in a text', 'openapi: 3.0.0\ninfo:\n  title: "abc', 'it seems to be cut off', 'not complete'],
])('R12: %s is named as what it is, with the next step', async (_, bytes, message, next) => {
  const error = await failure(await fileOf(bytes));
  expect(error.code).toBe('document_unusable');
  expect(error.message).toContain(message);
  expect(error.next).toContain(next);
});

test('R12: a folder is named, with the documents inside it', async () => {
  await fileOf('');
  await writeFile(join(folder, 'petstore.yaml'), yaml);
  const error = await failure({ file: folder });
  expect(error.next).toBe('Name the document inside it: petstore.yaml.');
});

describe('R12: the text of a document', () => {
  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(yaml)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${yaml}`)],
    ['UTF-16, little end first, with a mark', Buffer.from(`\uFEFF${yaml}`, 'utf16le')],
    ['UTF-16, big end first, with a mark', Buffer.from(`\uFEFF${yaml}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from(yaml, 'utf16le')],
    ['Latin-1', Buffer.from(yaml, 'latin1')],
  ])('may be %s', async (_, bytes) => {
    expect(await compileDocument(await fileOf(bytes))).toMatchObject({ title: 'Bücher', operations: 1, warnings: [] });
  });

  it('may be JSON with comments', async () => {
    const text = `{ // the version\n"openapi": "3.0.0", /* a // b */ "info": {"title": "a//b", "version": "1",},\n"paths": {"/a": {"get": 1}}}`;
    const compiled = await compileDocument({ text });
    expect(compiled).toMatchObject({ title: 'a//b', operations: 1 });
    expect(compiled.warnings.find(({ code }) => code === 'operation_invalid')?.line).toBe(3);
  });

  it('may be followed by others in the same file, which are told', async () => {
    const { warnings, operations } = await compileDocument({ text: `${yaml}---\nmore: 1\n` });
    expect(operations).toBe(1);
    expect(warnings).toMatchObject([{ code: 'documents_ignored', message: expect.stringContaining('line 7') }]);
  });

  it('may be typed instead of a file', async () => {
    for (const text of [yaml, '{"openapi":"3.0.0","paths":{"/a":{"get":{}}}}'])
      expect((await compileDocument(parseSource(text))).operations).toBe(1);
    expect(parseSource('openapi.yaml')).toEqual({ file: 'openapi.yaml' });
    expect(parseSource('file:///tmp/%zz.yaml')).toEqual({ file: 'file:///tmp/%zz.yaml' });
  });

  it('may have aliases of YAML that lead in a circle, which become references', async () => {
    const text = yaml.replace(
      'get: {responses: {}}',
      'post:\n      requestBody: {content: {application/json: {schema: &s {type: object, properties: {me: *s, all: {type: array, items: *s}}}}}}',
    );
    const { plans, warnings } = await compileDocument({ text });
    expect(plans[0]?.inputSchema.$defs).toEqual({
      schema: {
        type: 'object',
        properties: { me: { $ref: '#/$defs/schema' }, all: { type: 'array', items: { $ref: '#/$defs/schema' } } },
      },
    });
    expect(warnings).toEqual([]);
  });
});

test('R12: user and password in a URL are sent as Basic credentials, to its own origin only', async () => {
  await using other = await startUpstream({ handler: () => ({ body: yaml }) });
  await using own = await startUpstream({ handler: () => ({ status: 302, headers: { location: `${other.url}/b` } }) });
  const url = `${own.url.replace('http://', 'http://me:p%40ss@')}/a?b=1`;
  expect((await compileDocument({ url })).operations).toBe(1);
  expect(own.requests[0]).toMatchObject({
    url: '/a?b=1',
    headers: { authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}` },
  });
  expect(other.requests[0]?.headers).not.toHaveProperty('authorization');
});
