import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compileDocument, type CompileCache, type CompileOptions } from '../../src/index.ts';
import { readCompiled } from '../../src/stored/read-compiled.ts';
import { writeCompiled } from '../../src/stored/write-compiled.ts';
import { compileValue, documentOf } from '../one-operation.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcpm-cache-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A cache in memory that counts. */
class CountingCache implements CompileCache {
  readonly kept = new Map<string, Uint8Array>();
  hits = 0;

  read(key: string): Promise<Uint8Array | undefined> {
    const bytes = this.kept.get(key);
    if (bytes) this.hits += 1;
    return Promise.resolve(bytes);
  }

  offer(key: () => string, make: () => Uint8Array): void {
    this.kept.set(key(), make());
  }

  get isEmpty(): boolean {
    return this.kept.size === 0;
  }
}

const tree = {
  type: 'object',
  properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
};

const trees = documentOf(
  {
    '/trees': {
      get: { operationId: 'listTrees', responses: {} },
      post: {
        operationId: 'addTree',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } },
        responses: {},
      },
      put: {
        operationId: 'setTree',
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } },
        responses: {},
      },
    },
    '/bad/{id}': { get: { operationId: 'bad', responses: {} } },
  },
  { info: { title: 'Trees', version: '1', description: 'All about trees.' }, components: { schemas: { Tree: tree } } },
);

test('a stored document is equal to the one it was written from', async () => {
  const fresh = await compileValue(trees);
  const stored = readCompiled(writeCompiled(fresh))!;
  expect(stored.plans).toEqual(fresh.plans);
  expect(stored.names).toEqual(fresh.names);
  for (const fact of [
    'title',
    'version',
    'description',
    'openapi',
    'digest',
    'baseUrl',
    'operations',
    'decisions',
    'warnings',
  ] as const)
    expect(stored[fact]).toEqual(fresh[fact]);
  expect(stored.warnings).toHaveLength(1);
  expect(stored.find('addTree')).toEqual(fresh.find('addTree'));
  expect(stored.find('addTree')).toBe(stored.plans[2]);
  expect(stored.find('nobody')).toBeUndefined();
});

test('definitions that tools share are written once, and are shared again when read', async () => {
  const fresh = await compileValue(trees);
  const bytes = Buffer.from(writeCompiled(fresh)).toString();
  expect(bytes.split('"children"')).toHaveLength(2);
  const stored = readCompiled(Buffer.from(bytes))!;
  const [, add, set] = stored.plans;
  expect(Object.values(add!.inputSchema.$defs!)[0]).toBe(Object.values(set!.inputSchema.$defs!)[0]);
});

test.each([
  ['nothing', (bytes: Uint8Array) => bytes.subarray(0, 0)],
  ['half of it', (bytes: Uint8Array) => bytes.subarray(0, bytes.byteLength / 2)],
  ['all but the last byte', (bytes: Uint8Array) => bytes.subarray(0, -1)],
  [
    'another version',
    (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString().replace('"mcpmCompiled":', '"mcpmCompiled":9')),
  ],
  ['something else', () => Buffer.from('{"a":1}\n{}')],
  ['a line that is no JSON', () => Buffer.from('hello\nworld')],
])('%s is no stored document', async (_name, damage) => {
  expect(readCompiled(damage(writeCompiled(await compileValue(trees))))).toBeUndefined();
});

test('the same text with the same options is compiled once', async () => {
  const cache = new CountingCache();
  const first = await compileValue(trees, { cache });
  const second = await compileValue(trees, { cache });
  expect([cache.hits, cache.kept.size]).toEqual([1, 1]);
  expect(second.plans).toEqual(first.plans);
});

test.each<[string, CompileOptions]>([
  ['a filter', { filter: { readOnly: true } }],
  ['another base URL', { baseUrl: 'https://other.example.com' }],
  ['a name budget', { nameBudget: 12 }],
])('%s makes another document of the same text', async (_name, options) => {
  const cache = new CountingCache();
  await compileValue(trees, { cache });
  const other = await compileValue(trees, { cache, ...options });
  expect([cache.hits, cache.kept.size]).toEqual([0, 2]);
  expect(other.plans).toEqual((await compileValue(trees, options)).plans);
});

test('a document with warnings is refused by strict although it is kept', async () => {
  const cache = new CountingCache();
  await compileValue(trees, { cache });
  await expect(compileValue(trees, { cache, strict: true })).rejects.toMatchObject({ code: 'document_not_strict' });
});

test('a file it refers to is looked at again: changed, gone or come, it is compiled anew', async () => {
  const cache = new CountingCache();
  const main = join(folder, 'openapi.json');
  const part = join(folder, 'tree.json');
  await writeFile(main, JSON.stringify(trees).replaceAll('#/components/schemas/Tree', './tree.json'));
  const compile = () => compileDocument({ file: main }, { cache });
  const missing = await compile();
  expect(missing.warnings.length).toBeGreaterThan(1);
  await compile();
  expect(cache.hits).toBe(1);
  await writeFile(part, JSON.stringify({ type: 'object', properties: { height: { type: 'number' } } }));
  expect(JSON.stringify((await compile()).plans)).toContain('height');
  await writeFile(part, JSON.stringify({ type: 'object', properties: { width: { type: 'number' } } }));
  const changed = await compile();
  expect(JSON.stringify(changed.plans)).toContain('width');
  expect(changed.digest).not.toBe(missing.digest);
  expect(JSON.stringify((await compile()).plans)).toContain('width');
});

test('an overlay that changed is applied anew', async () => {
  const cache = new CountingCache();
  const overlay = join(folder, 'overlay.yaml');
  const write = (title: string) =>
    writeFile(
      overlay,
      `overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: [{target: $.info, update: {title: ${title}}}]\n`,
    );
  const compile = () => compileValue(trees, { cache, overlays: [overlay] });
  await write('One');
  expect((await compile()).title).toBe('One');
  await write('Two');
  expect((await compile()).title).toBe('Two');
  expect((await compile()).title).toBe('Two');
});
