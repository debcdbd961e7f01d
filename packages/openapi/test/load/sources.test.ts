import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startUpstream, type Upstream } from '@mcpm/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileDocument, DocumentError, parseSource } from '../../src/index.ts';
import { documentOf } from '../one-operation.ts';

const text = JSON.stringify(documentOf({ '/a': { get: { responses: {} } } }, { servers: [{ url: '/v1' }] }));

let folder: string;
let upstream: Upstream;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mcpm-openapi-'));
  upstream = await startUpstream();
});
afterAll(async () => {
  await upstream.close();
  await rm(folder, { recursive: true });
});

/** The error that compiling ends with. */
async function failure(promise: Promise<unknown>): Promise<DocumentError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof DocumentError) return error;
  throw new Error(`No DocumentError: ${String(error)}`);
}

describe('what a person types', () => {
  it('is a URL or a file', () => {
    expect(parseSource('https://x.test/a.json')).toEqual({ url: 'https://x.test/a.json' });
    expect(parseSource(' ./petstore.yaml ')).toEqual({ file: './petstore.yaml' });
    expect(parseSource('file:///tmp/a%20b.json')).toEqual({ file: '/tmp/a b.json' });
  });
});

describe('a text', () => {
  it('is JSON or YAML, with a byte order mark or without', async () => {
    const yaml =
      'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n  /a:\n    get:\n      responses:\n        200: {description: ok}\n';
    const compiled = await compileDocument({ text: `\uFEFF${yaml}`, baseUrl: 'https://x.test/doc/openapi.yaml' });
    expect(compiled).toMatchObject({
      title: 'T',
      version: '1',
      openapi: '3.1.0',
      operations: 1,
      baseUrl: 'https://x.test',
    });
    expect(compiled.digest).toMatch(/^[0-9a-f]{64}$/);
    expect((await compileDocument({ text, baseUrl: 'https://x.test/doc/openapi.json' })).baseUrl).toBe(
      'https://x.test/v1',
    );
  });

  it('may be JSON with comments and trailing commas', async () => {
    expect(
      (await compileDocument({ text: '{"openapi": "3.0.0", # a note\n "paths": {"/a": {"get": {}},},}' })).operations,
    ).toBe(1);
  });

  it('may use YAML anchors and merge keys', async () => {
    const yaml =
      'openapi: 3.0.0\nx: &base {responses: {}}\npaths:\n  /a:\n    get: {<<: *base, operationId: one}\n    put: *base\n';
    expect((await compileDocument({ text: yaml })).plans.map((plan) => plan.name)).toEqual(['one', 'put_a']);
  });

  it.each([
    ['', 'is empty', undefined],
    ['  \n', 'is empty', undefined],
    ['<!DOCTYPE html><html><head><title>Sign in</title>', 'is an HTML page ("Sign in")', 1],
    ['<?xml version="1.0"?><a/>', 'is XML', 1],
    ['[1]', 'is a list', undefined],
    ['just words', 'is a single string', undefined],
    ['404: Not Found', 'has neither "openapi" nor "swagger" (its first keys: 404)', undefined],
    ['root:$6$salt$hash:1:0:::\nusers: 1', 'has neither "openapi" nor "swagger" (its first keys: …, users)', undefined],
    ['{"openapi":"3.0.0",\n"paths":{"/a":{\n', 'ends too early', 3],
    ['{"openapi":"3.0.0",\n"info":"unclosed', 'ends too early', 2],
    ['{"openapi":"3.0.0",\n"paths": : }', 'cannot be read as JSON', 2],
    ['openapi: 3.0.0\npaths:\n  /a: [1\n  b', 'cannot be read as YAML', 4],
    ['{"openapi":"4.0.0"}', 'declares version "4.0.0"', undefined],
    ['{"swagger":"1.2"}', 'declares version "1.2"', undefined],
    ['{"swaggerVersion":"1.1"}', 'declares version "1.1"', undefined],
  ])('%j is named as what it is', async (broken, message, line) => {
    const error = await failure(compileDocument({ text: broken }));
    expect(error.code).toBe('document_unusable');
    expect(error.message).toContain(message);
    expect(error.line).toBe(line);
    expect(error.next).not.toBe('');
  });

  it.each([
    ['swagger: "2.0"', '2.0'],
    ['swagger: 2.0', '2.0'],
    ['openapi: 3.0', '3.0'],
    ['openapi: 3.1', '3.1'],
    ['openapi: 3.0.4', '3.0.4'],
    ['openapi: "3.1.2"', '3.1.2'],
    ['openapi: 3.2.0', '3.2.0'],
  ])('may declare its version as %s', async (line, version) => {
    expect((await compileDocument({ text: `${line}\npaths: {/a: {get: {}}}` })).openapi).toBe(version);
  });

  it('that is nested too deeply to be read is named, not an overflow', async () => {
    const error = await failure(
      compileDocument({ text: `openapi: 3.0.0\nx: ${'['.repeat(20_000)}${']'.repeat(20_000)}` }),
    );
    expect(error.message).toContain('cannot be read as YAML');
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x]',
      ...Array.from('bcdefgh', (name, index) => `${name}: &${name} [${`*${'abcdefg'[index]}, `.repeat(9)}]`),
    ].join('\n');
    expect((await failure(compileDocument({ text: bomb }))).code).toBe('document_unusable');
  });

  it('is bounded', async () => {
    expect((await failure(compileDocument({ text }, { maxBytes: 10 }))).code).toBe('document_too_large');
  });
});

describe('a file', () => {
  it('is read, and bounded', async () => {
    const file = join(folder, 'a.json');
    await writeFile(file, text);
    expect((await compileDocument({ file })).operations).toBe(1);
    expect((await failure(compileDocument({ file }, { maxBytes: 10 }))).code).toBe('document_too_large');
  });

  it('that cannot be read is named', async () => {
    const error = await failure(compileDocument({ file: join(folder, 'missing.json') }));
    expect(error).toMatchObject({ code: 'document_unreachable', message: expect.stringContaining('does not exist') });
    expect((await failure(compileDocument({ file: folder }))).message).toContain('is a folder');
  });
});

describe('a URL', () => {
  it('is fetched with its headers, and is the base of relative servers', async () => {
    upstream.respond(() => ({ body: text, headers: { 'content-type': 'text/plain' } }));
    const compiled = await compileDocument({ url: `${upstream.url}/api/openapi.json`, headers: { 'X-Key': 'k' } });
    expect(compiled.baseUrl).toBe(`${upstream.url}/v1`);
    expect(upstream.requests.at(-1)?.headers['x-key']).toBe('k');
  });

  it('may redirect a few times; headers stay with their origin', async () => {
    await using other = await startUpstream({ handler: () => ({ body: text }) });
    upstream.respond((request) =>
      request.url === '/start'
        ? { status: 302, headers: { location: '/next' } }
        : { status: 307, headers: { location: `${other.url}/there` } },
    );
    const compiled = await compileDocument({ url: `${upstream.url}/start`, headers: { 'X-Key': 'k' } });
    expect(compiled.baseUrl).toBe(`${other.url}/v1`);
    expect(upstream.requests.at(-1)?.headers['x-key']).toBe('k');
    expect(other.requests[0]?.headers).not.toHaveProperty('x-key');
    upstream.respond(() => ({ status: 302, headers: { location: '/again' } }));
    expect(await failure(compileDocument({ url: `${upstream.url}/start` }))).toMatchObject({
      code: 'document_unreachable',
      message: expect.stringContaining('redirects more than'),
    });
  });

  it('that is refused, too large or too slow is named', async () => {
    upstream.respond(() => ({ status: 401 }));
    expect(await failure(compileDocument({ url: `${upstream.url}/x?token=secret` }))).toMatchObject({
      code: 'document_unreachable',
      message: `The document ${upstream.url}/x was refused with 401 Unauthorized.`,
      next: expect.stringContaining('credentials'),
    });
    upstream.respond(() => ({ body: text }));
    expect((await failure(compileDocument({ url: upstream.url }, { maxBytes: 20 }))).code).toBe('document_too_large');
    upstream.respond(() => undefined);
    expect((await failure(compileDocument({ url: upstream.url }, { timeoutMs: 50 }))).message).toContain(
      'did not arrive within 50 ms',
    );
    expect((await failure(compileDocument({ url: 'http://127.0.0.1:1/x' }))).code).toBe('document_unreachable');
  });

  it('is given up when the caller says so', async () => {
    upstream.respond(() => undefined);
    const reason = new Error('changed my mind');
    await expect(compileDocument({ url: upstream.url }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
