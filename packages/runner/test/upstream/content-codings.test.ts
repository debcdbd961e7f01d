import { once } from 'node:events';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { eventually, startUpstream } from '@mcpm/test-kit';
import { afterEach, describe, expect, test } from 'vitest';
import { UpstreamClient } from '../../src/upstream/upstream-client.ts';
import { LOCAL_CALLER } from '../../src/call/caller.ts';

const clients: UpstreamClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

const plain = 'Größe: 日本 '.repeat(50);

async function fetchCoded(coding: string, body: Uint8Array | string, { limit = 100_000, method = 'GET' } = {}) {
  await using upstream = await startUpstream({ handler: () => ({ headers: { 'Content-Encoding': coding }, body }) });
  const client = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: limit });
  clients.push(client);
  const signal = new AbortController().signal;
  const { body: read, ...rest } = await client.send(
    { method, url: upstream.url, headers: {} },
    { caller: LOCAL_CALLER, signal },
  );
  return { ...rest, text: Buffer.from(read).toString('utf8'), asked: upstream.requests[0]?.headers['accept-encoding'] };
}

describe('content codings', () => {
  test.each([
    ['gzip', gzipSync(plain)],
    ['X-Gzip', gzipSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['zstd', zstdCompressSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['identity', Buffer.from(plain)],
    ['gzip, br', brotliCompressSync(gzipSync(plain))],
    ['deflate, identity, zstd', zstdCompressSync(deflateSync(plain))],
    ['gzip, gzip', gzipSync(gzipSync(plain))],
  ])('R16: %s is undone', async (coding, body) => {
    const answer = await fetchCoded(coding, body);
    expect(answer).toMatchObject({ text: plain, truncated: false });
    expect(answer.notes).toBeUndefined();
    expect(answer.headers['content-encoding']).toBeUndefined();
  });

  test('R16: only what can be undone is asked for, and a range is asked for as it is', async () => {
    expect((await fetchCoded('identity', 'x')).asked).toBe('gzip, br, zstd, deflate');
    await using upstream = await startUpstream();
    const client = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 1_000 });
    clients.push(client);
    const request = { method: 'GET', url: upstream.url, headers: { Range: 'bytes=0-9' } };
    await client.send(request, { caller: LOCAL_CALLER, signal: new AbortController().signal });
    expect(upstream.requests[0]?.headers['accept-encoding']).toBe('identity');
  });

  test('an answer without a body may name any coding', async () => {
    for (const coding of ['gzip', 'br', 'deflate', 'zstd', 'compress'])
      expect(await fetchCoded(coding, '')).toMatchObject({ text: '', truncated: false });
    expect(await fetchCoded('gzip', gzipSync(plain), { method: 'HEAD' })).toMatchObject({ text: '', truncated: false });
  });

  test.each(['gzip', 'zstd', 'compress'])(
    'a plain body that is said to be %s comes as it is, with a note',
    async (coding) => {
      const answer = await fetchCoded(coding, plain);
      expect(answer.text).toBe(plain);
      expect(answer.notes).toEqual([expect.stringContaining(`content coding "${coding}"`)]);
    },
  );

  test.each([
    ['gzip', gzipSync(plain).subarray(0, 40)],
    ['gzip', gzipSync(plain).fill(0xff, 20, 40)],
    ['br', brotliCompressSync(plain).subarray(0, 30)],
    ['br', Buffer.from(plain)],
    ['deflate', Buffer.from(plain)],
    ['zstd', zstdCompressSync(plain).fill(0xff, 10, 30)],
  ])('R16: a damaged body in %s is named as what it is', async (coding, body) => {
    await expect(fetchCoded(coding, body)).rejects.toThrow(
      /^The API at 127\.0\.0\.1:\d+ answered with status 200, but the answer could not be read: its answer is damaged, or not in the content coding that it names \[\w+\]\. Try again in a while\.$/,
    );
  });

  test.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
    ['zstd', zstdCompressSync(Buffer.alloc(50_000_000))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(50_000_000)))],
  ])('R16: a bomb in %s is cut at the bound', async (coding, body) => {
    const answer = await fetchCoded(coding, body, { limit: 10_000 });
    expect(answer.truncated).toBe(true);
    expect(answer.text).toBe('\0'.repeat(10_000));
  });

  test('R16: a stack whose middle grows without limit, or a body that goes on and yields nothing, is cut', async () => {
    // Empty gzip members: millions of bytes that decode to none.
    const nothing = Buffer.concat(Array.from({ length: 20_000 }, () => gzipSync('')));
    expect(await fetchCoded('gzip', nothing, { limit: 10_000 })).toMatchObject({ text: '', truncated: true });
    expect(await fetchCoded('gzip, gzip', gzipSync(nothing), { limit: 10_000 })).toMatchObject({ truncated: true });
  });

  test('R34: a coding is told as it was written or not at all, so that a secret in its place can be taken out', async () => {
    expect((await fetchCoded('Hunter2', plain)).notes).toEqual([expect.stringContaining('content coding "Hunter2"')]);
    expect(String((await fetchCoded('Hunter2'.repeat(9), plain)).notes)).not.toContain('Hunter2');
    expect((await fetchCoded('GZip', gzipSync(plain))).text).toBe(plain);
  });

  test('more codings than anybody needs are not undone', async () => {
    expect((await fetchCoded('gzip, gzip, gzip, gzip, gzip', 'x')).notes).toEqual([
      'The API names 5 content codings; none was undone.',
    ]);
  });
});

test('cutting an answer that is encoded cuts the connection', async () => {
  const closed: Promise<unknown>[] = [];
  await using upstream = await startUpstream({
    handler: (_request, response) => {
      closed.push(once(response, 'close'));
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(gzipSync(Buffer.alloc(1_000_000)));
    },
  });
  const client = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 1_000 });
  clients.push(client);
  const signal = new AbortController().signal;
  expect(
    await client.send({ method: 'GET', url: upstream.url, headers: {} }, { caller: LOCAL_CALLER, signal }),
  ).toMatchObject({
    truncated: true,
  });
  await eventually(() => expect(closed).toHaveLength(1));
  await closed[0];
});
