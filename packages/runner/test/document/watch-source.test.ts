import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eventually, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { watchFile } from '../../src/document/watch-file.ts';
import { watchSource } from '../../src/document/watch-source.ts';
import { watchUrl } from '../../src/document/watch-url.ts';
import { Logger } from '../../src/log/logger.ts';

const log = new Logger({ level: 'error', sink: { write: () => true }, now: () => new Date() });

test('R41: a file that is written, or replaced by another, is noticed', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'api.yaml');
  writeFileSync(file, 'one');
  let changes = 0;
  const stop = watchFile(file, { onChange: () => (changes += 1), log, settleMs: 20 });
  try {
    writeFileSync(file, 'two');
    await eventually(() => expect(changes).toBeGreaterThan(0));
    const before = changes;
    writeFileSync(`${file}.new`, 'three');
    renameSync(`${file}.new`, file);
    await eventually(() => expect(changes).toBeGreaterThan(before));
  } finally {
    stop();
  }
});

test('R49: overlays are watched beside the document, wherever they lie', async () => {
  await using home = temporaryHome();
  const folder = join(home.path, 'fixes');
  mkdirSync(folder);
  const [file, near, far] = [join(home.path, 'api.yaml'), join(home.path, 'a.yaml'), join(folder, 'b.txt')];
  for (const each of [file, near, far]) writeFileSync(each, 'one');
  let text = 'one';
  await using server = await startUpstream({ handler: () => ({ body: text }) });
  let changes = 0;
  const options = { onChange: () => (changes += 1), log, settleMs: 20, intervalMs: 10 };
  const watch = await watchSource(file, options, [near, far, server.url]);
  const noticed = async (change: () => void): Promise<void> => {
    const before = changes;
    change();
    await eventually(() => expect(changes).toBeGreaterThan(before));
  };
  try {
    await eventually(() => expect(server.requests.length).toBeGreaterThan(1));
    await noticed(() => (text = 'two'));
    for (const each of [file, near, far]) await noticed(() => writeFileSync(each, 'two'));
  } finally {
    watch.stop();
  }
});

test('R41: a URL is asked with its ETag and told only when the text is another', async () => {
  let text = 'one';
  const asked: (string | undefined)[] = [];
  await using server = await startUpstream({
    handler: ({ headers }) => {
      asked.push(headers['if-none-match']);
      const etag = `"${text}"`;
      return headers['if-none-match'] === etag ? { status: 304 } : { headers: { ETag: etag }, body: text };
    },
  });
  let changes = 0;
  const stop = watchUrl(server.url, { onChange: () => (changes += 1), log, intervalMs: 10 });
  try {
    await eventually(() => expect(asked.length).toBeGreaterThan(3));
    expect(asked.slice(0, 3)).toEqual([undefined, '"one"', '"one"']);
    expect(changes).toBe(0);
    text = 'two';
    await eventually(() => expect(changes).toBe(1));
  } finally {
    stop();
  }
});

test('a URL that fails for a while is asked on', async () => {
  const statuses = [200, 500, 503, 200];
  let served = 0;
  await using server = await startUpstream({
    handler: () => ({ status: statuses[served++] ?? 200, body: served > 3 ? 'two' : 'one' }),
  });
  let changes = 0;
  const stop = watchUrl(server.url, { onChange: () => (changes += 1), log, intervalMs: 5 });
  await eventually(() => expect(changes).toBe(1));
  stop();
});

test('R41: a URL that comes back as it was is told of, because a reload may have missed it', async () => {
  const statuses = [200, 500, 200];
  let served = 0;
  await using server = await startUpstream({ handler: () => ({ status: statuses[served++] ?? 200, body: 'one' }) });
  let changes = 0;
  const stop = watchUrl(server.url, { onChange: () => (changes += 1), log, intervalMs: 5 });
  await eventually(() => expect(served).toBeGreaterThan(5));
  stop();
  expect(changes).toBe(1);
});

test.each([['{"openapi":"3.1.0","paths":{"/pets/all":{}}}'], ['openapi: 3.1.0\npaths: {/pets/all: {}}']])(
  'R41: %j is a document and not its place, so no folder is watched',
  async (openapi) => {
    // A folder that is not there would be told.
    const said: string[] = [];
    const sink = { write: (line: string) => said.push(line) > 0 };
    const telling = new Logger({ level: 'debug', sink, now: () => new Date(0) });
    const watch = await watchSource(openapi, { onChange: () => said.push('changed'), log: telling });
    watch.stop();
    expect(said).toEqual([]);
  },
);

test('R41: what a document refers to is watched wherever it lies, and no longer when nothing refers to it', async () => {
  await using home = temporaryHome();
  const folder = join(home.path, 'schemas');
  mkdirSync(folder);
  const [file, other] = [join(home.path, 'api.yaml'), join(folder, 'pet.yaml')];
  for (const each of [file, other]) writeFileSync(each, 'one');
  const asked: (string | undefined)[] = [];
  let text = 'one';
  await using server = await startUpstream({
    handler: ({ headers }) => {
      asked.push(headers['if-modified-since']);
      return { headers: { 'Last-Modified': 'Sat, 21 Nov 2026 10:00:00 GMT' }, body: text };
    },
  });
  let changes = 0;
  const watch = await watchSource(file, { onChange: () => (changes += 1), log, settleMs: 20, intervalMs: 10 });
  try {
    const digest = createHash('sha256').update('one').digest('hex');
    const own = { url: pathToFileURL(file).href, digest };
    const texts = [own, { url: pathToFileURL(other).href, digest }, { url: `${server.url}/pet.json`, digest }];
    watch.follow(texts);
    await eventually(() => expect(asked.length).toBeGreaterThan(2));
    expect(asked[1]).toBe('Sat, 21 Nov 2026 10:00:00 GMT');
    expect(changes).toBe(0);
    writeFileSync(other, 'two');
    await eventually(() => expect(changes).toBe(1));
    text = 'two';
    await eventually(() => expect(changes).toBe(2));
    watch.follow([own]);
    const before = asked.length;
    writeFileSync(other, 'three');
    writeFileSync(file, 'two');
    await eventually(() => expect(changes).toBe(3));
    // A question may have been on its way.
    expect(asked.length).toBeLessThanOrEqual(before + 1);
  } finally {
    watch.stop();
  }
});

test('R41: where the document is asked for with a password, so is what it refers to at its origin, and each place once', async () => {
  const [answer, elsewhere] = [{ body: 'one' }, await startUpstream({ handler: () => ({ body: 'one' }) })];
  await using other = elsewhere;
  await using server = await startUpstream({ handler: () => answer });
  const withLogin = (url: string) => url.replace('//', '//user:secret@');
  const options = { onChange: () => undefined, log, intervalMs: 60_000 };
  const [document, overlay] = [`${server.url}/api.json`, `${other.url}/o.json`];
  const watch = await watchSource(withLogin(document), options, [withLogin(overlay)]);
  const texts = [document, overlay, `${server.url}/a.json`, `${other.url}/b.json`].map((url) => ({ url, digest: '' }));
  watch.follow(texts);
  await eventually(() => expect([server.requests.length, other.requests.length]).toEqual([2, 2]));
  watch.stop();
  const login = `Basic ${btoa('user:secret')}`;
  const asked = [...server.requests, ...other.requests].map(
    ({ url, headers }) => [url, headers['authorization']] as const,
  );
  const expected = { '/a.json': login, '/api.json': login, '/b.json': undefined, '/o.json': login };
  expect(Object.fromEntries(asked)).toEqual(expected);
});

test('R41: a reference that changed after it was compiled, and before it was watched, is told at once', async () => {
  await using server = await startUpstream({ handler: () => ({ body: 'two' }) });
  let changes = 0;
  const stop = watchUrl(server.url, { onChange: () => (changes += 1), log, intervalMs: 60_000 }, 'the digest of one');
  await eventually(() => expect(changes).toBe(1));
  stop();
});

test('R31: the headers of the document stay at its origin, wherever a question is redirected', async () => {
  await using elsewhere = await startUpstream({ handler: () => ({ body: 'one' }) });
  await using server = await startUpstream({
    handler: () => ({ status: 302, headers: { Location: `${elsewhere.url}/api.json` } }),
  });
  const options = { onChange: () => undefined, log, intervalMs: 60_000, headers: { 'X-Key': 'hunter2' } };
  const stop = watchUrl(server.url, options);
  await eventually(() => expect(elsewhere.requests).toHaveLength(1));
  stop();
  expect(server.requests[0]?.headers).toMatchObject({ 'x-key': 'hunter2' });
  expect(JSON.stringify(elsewhere.requests[0]?.headers)).not.toContain('hunter2');
});
