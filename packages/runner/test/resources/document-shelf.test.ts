import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startUpstream, temporaryHome } from '@mcpm/test-kit';
import { compileDocument, parseSource, type CompileOptions } from '@mcpm/openapi';
import { expect, test } from 'vitest';
import { DocumentShelf, type DocumentOrigin } from '../../src/resources/document-shelf.ts';
import { petsDocument } from '../pets-document.ts';

const origin = (openapi: string, overlays: readonly string[] = []): DocumentOrigin => ({
  openapi,
  overlays,
  documentHeaders: {},
});

async function open(from: DocumentOrigin, options: CompileOptions = {}): Promise<DocumentShelf> {
  const source = parseSource(from.openapi);
  const named = 'url' in source ? { ...source, headers: from.documentHeaders } : source;
  const current = await compileDocument(named, { overlays: from.overlays, ...options });
  return new DocumentShelf({ origin: from, document: { current }, fetch });
}

test('the document and what it refers to are read as they were written, with their sizes', async () => {
  await using home = temporaryHome();
  const yaml = `openapi: 3.1.0\ninfo: { title: "Pets\\u202e\\n", version: "1" }\npaths:\n  /pets:\n    get:\n      operationId: list\n      responses: { "200": { $ref: "./answers.json#/ok" } }\n`;
  const file = join(home.path, 'api.yaml');
  writeFileSync(file, yaml);
  writeFileSync(join(home.path, 'answers.json'), '{"ok":{"description":"Fine ü"}}');
  const shelf = await open(origin(file), { outputSchemas: true });
  expect(await shelf.list()).toEqual([
    {
      uri: 'openapi://document',
      name: 'Pets',
      description: expect.any(String),
      mimeType: 'application/yaml',
      size: Buffer.byteLength(yaml),
    },
    {
      uri: 'openapi://document/answers.json',
      name: 'answers.json',
      description: expect.any(String),
      mimeType: 'application/json',
      size: 32,
    },
  ]);
  expect(await shelf.read('openapi://document')).toEqual({ mimeType: 'application/yaml', text: yaml });
  const part = await shelf.read('openapi://document/answers.json');
  expect(part).toEqual({ mimeType: 'application/json', text: '{"ok":{"description":"Fine ü"}}' });
  expect(await shelf.read('openapi://document/other.json')).toBeUndefined();
});

test('R34: a document by URL is asked for with its credentials, which stand in nothing that is listed', async () => {
  await using upstream = await startUpstream({ handler: () => ({ body: petsDocument('http://127.0.0.1:9') }) });
  const url = `${upstream.url.replace('//', '//me:hunter2@')}/openapi.json?key=hunter2`;
  const shelf = await open({ ...origin(url), documentHeaders: { 'X-Key': 'opensesame' } });
  expect(JSON.stringify(await shelf.list())).not.toMatch(/hunter2|opensesame/);
  const [first, second] = await Promise.all([shelf.read('openapi://document'), shelf.read('openapi://document')]);
  expect(first).toMatchObject({ mimeType: 'application/json', text: expect.stringContaining('listPets') });
  expect(second).toEqual(first);
  expect(upstream.requests).toHaveLength(2);
  const basic = `Basic ${Buffer.from('me:hunter2').toString('base64')}`;
  expect(upstream.requests[1]?.headers).toMatchObject({ 'x-key': 'opensesame', authorization: basic });
});

test('what cannot be read or sent is said, without the place it stands at', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'api.json');
  const long = { ...petsDocument('http://127.0.0.1:9'), 'x-long': 'x'.repeat(8_000_001) };
  writeFileSync(file, JSON.stringify(long));
  const shelf = await open(origin(file));
  expect(await shelf.read('openapi://document')).toMatchObject({ problem: expect.stringContaining('larger') });
  const gone = new DocumentShelf({ origin: origin('/no/such/file.json'), document: { current: undefined }, fetch });
  expect(await gone.read('openapi://document')).toEqual({ problem: 'The text cannot be read now: ENOENT' });
  expect(await gone.list()).toMatchObject([{ uri: 'openapi://document', name: 'OpenAPI document' }]);
  const typed = new DocumentShelf({ origin: origin('-'), document: { current: undefined }, fetch });
  expect(await typed.list()).toEqual([]);
});

test('an operation is complete in itself, and gives no credentials of its server', async () => {
  const text = JSON.stringify(petsDocument('https://me:hunter2@api.example/v1'));
  const shelf = await open(origin(text));
  const read = await shelf.read('openapi://operations/createPet');
  const part = JSON.parse(read !== undefined && 'text' in read ? read.text : '');
  expect(part).toMatchObject({
    name: 'createPet',
    method: 'POST',
    path: '/pets',
    server: 'https://api.example/v1',
    source: 'openapi://document#/paths/~1pets/post',
    body: { argument: 'body', mediaType: 'application/json', required: true },
    inputSchema: { type: 'object' },
  });
  expect(await shelf.read('openapi://operations/nobody')).toBeUndefined();
  expect(await shelf.read('openapi://document')).toEqual({ mimeType: 'application/json', text });
});

test('names of operations are completed, those that begin so first; then the values of their arguments', async () => {
  const shelf = await open(origin(JSON.stringify(petsDocument('http://127.0.0.1:9'))));
  const uri = 'openapi://operations/{operation}';
  const ask = (argument: string, value: string, known: Record<string, string> = {}, at = uri) =>
    shelf.complete({ uri: at, argument, value, known });
  expect(ask('operation', '')).toEqual(['listPets', 'createPet']);
  expect(ask('operation', 'PET')).toEqual(['listPets', 'createPet']);
  expect(ask('operation', 'create')).toEqual(['createPet']);
  expect(ask('limit', '', { operation: 'listPets' })).toEqual([]);
  expect(ask('limit', '')).toEqual([]);
  expect(ask('limit', '', {}, 'openapi://operations/nobody')).toEqual([]);
  expect(ask('x', '', {}, 'file:///x')).toBeUndefined();
});
