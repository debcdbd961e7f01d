import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { watchFile, watchSource, watchUrl } from '../../src/document/watch-source.ts';
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
  const stop = await watchSource(file, options, [near, far, server.url]);
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
    stop();
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

test.each([['{"openapi":"3.1.0","paths":{"/pets/all":{}}}'], ['openapi: 3.1.0\npaths: {/pets/all: {}}']])(
  'R41: %j is a document and not its place, so no folder is watched',
  async (openapi) => {
    // A folder that is not there would be told.
    const said: string[] = [];
    const sink = { write: (line: string) => said.push(line) > 0 };
    const telling = new Logger({ level: 'debug', sink, now: () => new Date(0) });
    const stop = await watchSource(openapi, { onChange: () => said.push('changed'), log: telling });
    stop();
    expect(said).toEqual([]);
  },
);
