import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { eventually, startUpstream, type UpstreamHandler } from '@mcpm/test-kit';
import { afterEach, expect, test } from 'vitest';
import type { AnswerProgress } from '../../src/call/call-context.ts';
import { UpstreamClient } from '../../src/upstream/upstream-client.ts';
import { LOCAL_CALLER } from '../../src/call/caller.ts';

const clients: UpstreamClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

const signal = new AbortController().signal;

async function call(
  handler: UpstreamHandler,
  limits: { timeoutMs?: number; maxResponseBytes?: number } = {},
  onProgress: (progress: AnswerProgress) => void = () => undefined,
) {
  await using upstream = await startUpstream({ handler });
  const client = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 100_000, ...limits });
  clients.push(client);
  const answer = await client.send(
    { method: 'GET', url: upstream.url, headers: {} },
    { caller: LOCAL_CALLER, signal, onProgress },
  );
  return { ...answer, text: Buffer.from(answer.body).toString('utf8') };
}

test('R21: the newest event is told while the stream comes in', async () => {
  const seen: AnswerProgress[] = [];
  const { text } = await call(
    async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('event: started\ndata: {"job":7}\n\n');
      // The answer goes on only once its first event was told.
      await eventually(() => expect(seen).toHaveLength(1));
      response.write('data: half\n\n');
      await eventually(() => expect(seen).toHaveLength(2));
      response.end('data: done\n\n');
    },
    {},
    (progress) => seen.push(progress),
  );
  expect(seen).toEqual([
    { bytes: 32, message: 'started: {"job":7}' },
    { bytes: 44, message: 'half' },
  ]);
  expect(text).toBe('event: started\ndata: {"job":7}\n\ndata: half\n\ndata: done\n\n');
});

test('R34: of a stream that tells of a failure no event is told before secrets are taken out of it', async () => {
  const seen: AnswerProgress[] = [];
  const { status, text } = await call(
    () => ({ status: 500, headers: { 'Content-Type': 'text/event-stream' }, body: 'data: key=canary\n\n' }),
    {},
    (progress) => seen.push(progress),
  );
  expect([status, text]).toEqual([500, 'data: key=canary\n\n']);
  expect(seen).toEqual([]);
});

test.each(['application/x-ndjson', 'application/jsonl', 'application/json-seq'])(
  'R21: the newest item of %s is told while it comes in, encoded or not',
  async (type) => {
    const seen: AnswerProgress[] = [];
    await call(
      async (_request, response) => {
        response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' });
        response.write(gzipSync('{"n":1}\n'));
        await eventually(() => expect(seen[0]?.message).toBe('{"n":1}'));
        response.end();
      },
      {},
      (progress) => seen.push(progress),
    );
    expect(seen).toHaveLength(1);
  },
);

test.each([
  ['text/event-stream', 'data: 1\n\n'],
  ['application/x-ndjson', '{"n":1}\n'],
])(
  'R21: an endless answer of %s ends with the time of the call: what came is the answer, and it says so',
  async (type, item) => {
    const closed: Promise<unknown>[] = [];
    const answer = await call(
      (_request, response) => {
        closed.push(once(response, 'close'));
        response.writeHead(200, { 'content-type': type }).write(item);
      },
      { timeoutMs: 150 },
    );
    expect(answer).toMatchObject({
      status: 200,
      text: item,
      truncated: true,
      notes: ['The API was still sending when the time of the call was over (150 ms, option --timeout).'],
    });
    await closed[0];
  },
);

test('R21: an endless stream ends with the bytes of an answer', async () => {
  const answer = await call(
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const write = (): void => {
        while (!response.destroyed && response.write('data: more and more\n\n'));
      };
      response.on('drain', write);
      write();
    },
    { maxResponseBytes: 10_000 },
  );
  expect(answer.truncated).toBe(true);
  expect(answer.text).toHaveLength(10_000);
});

test('a stream that breaks off is what came of it, with the cause', async () => {
  const answer = await call((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'content-length': '1000' });
    response.write('data: 1\n\n', () => response.destroy());
  });
  expect(answer).toMatchObject({ text: 'data: 1\n\n', truncated: true });
  expect(answer.notes).toEqual([expect.stringMatching(/broke off: it cut the connection \[\w+\]/)]);
});

test('a stream without one event, and an answer that is no sequence, are failures when the time is over', async () => {
  for (const [type, sent] of [
    ['text/event-stream', ''],
    ['application/json', '{"half":'],
  ] as const)
    await expect(
      call(
        (_request, response) => {
          response.writeHead(200, { 'content-type': type }).flushHeaders();
          response.write(sent);
        },
        { timeoutMs: 100 },
      ),
    ).rejects.toThrow(/answered with status 200, but its answer was not complete within 100 ms/);
});
