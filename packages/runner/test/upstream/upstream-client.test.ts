import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { eventually, startUpstream } from '@mcpm/test-kit';
import { afterEach, expect, test } from 'vitest';
import { UpstreamClient } from '../../src/upstream/upstream-client.ts';
import { UpstreamFailure } from '../../src/upstream/upstream-failure.ts';

const clients: UpstreamClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function client(limits: Partial<ConstructorParameters<typeof UpstreamClient>[0]> = {}): UpstreamClient {
  const made = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 1_000, ...limits });
  clients.push(made);
  return made;
}

const never = new AbortController().signal;
const text = (body: Uint8Array) => Buffer.from(body).toString('utf8');

test('a request goes out as it is and the answer comes back whole', async () => {
  await using upstream = await startUpstream({
    handler: () => ({ status: 201, headers: { 'X-Seen': ['a', 'b'] }, body: 'made' }),
  });
  const answer = await client().send(
    { method: 'PUT', url: `${upstream.url}/a?b=%2F`, headers: { 'X-Key': 'k' }, body: 'bytes' },
    { signal: never },
  );
  expect(answer).toMatchObject({ status: 201, statusText: 'Created', truncated: false, headers: { 'x-seen': 'a, b' } });
  expect(text(answer.body)).toBe('made');
  expect(upstream.requests[0]).toMatchObject({ method: 'PUT', url: '/a?b=%2F', headers: { 'x-key': 'k' } });
  expect(text(upstream.requests[0]!.body)).toBe('bytes');
});

test('connections are used again', async () => {
  const ports = new Set<number | undefined>();
  await using upstream = await startUpstream({
    handler: (_request, response) => (ports.add(response.socket?.remotePort), { body: 'x' }),
  });
  const one = client();
  for (let call = 0; call < 6; call += 1)
    await one.send({ method: 'GET', url: upstream.url, headers: {} }, { signal: never });
  // A call may begin before the connection of the one before is free again.
  expect(ports.size).toBeLessThanOrEqual(2);
});

test('an answer beyond the bound is cut and marked, decoded bytes counting', async () => {
  await using upstream = await startUpstream({
    handler: () => ({ headers: { 'Content-Encoding': 'gzip' }, body: gzipSync('a'.repeat(1_000_000)) }),
  });
  const answer = await client().send({ method: 'GET', url: upstream.url, headers: {} }, { signal: never });
  expect(answer.truncated).toBe(true);
  expect(text(answer.body)).toBe('a'.repeat(1_000));
  expect(answer.headers['content-encoding']).toBeUndefined();
});

test('an answer of exactly the bound is whole', async () => {
  await using upstream = await startUpstream({ handler: () => ({ body: 'a'.repeat(1_000) }) });
  expect(await client().send({ method: 'GET', url: upstream.url, headers: {} }, { signal: never })).toMatchObject({
    truncated: false,
  });
});

test('R31: a redirect to another origin is not followed, and nobody there sees the credentials', async () => {
  await using elsewhere = await startUpstream();
  await using upstream = await startUpstream({
    handler: () => ({ status: 307, headers: { Location: `${elsewhere.url}/steal` } }),
  });
  const sent = client().send(
    { method: 'GET', url: upstream.url, headers: { Authorization: 'Bearer hunter2' } },
    { signal: never },
  );
  await expect(sent).rejects.toThrow(/another origin/);
  expect(elsewhere.requests).toEqual([]);
});

test('a redirect within the origin is followed with the credentials', async () => {
  await using upstream = await startUpstream({
    handler: ({ url }) => (url === '/old' ? { status: 308, headers: { Location: '/new' } } : { body: 'here' }),
  });
  const answer = await client().send(
    { method: 'GET', url: `${upstream.url}/old`, headers: { Authorization: 'Bearer k' } },
    { signal: never },
  );
  expect(text(answer.body)).toBe('here');
  expect(upstream.requests[1]?.headers.authorization).toBe('Bearer k');
});

test('an upstream that is not there, or answers too late, is told by host and cause, without path or query', async () => {
  const upstream = await startUpstream();
  await upstream.close();
  const gone = client().send(
    { method: 'GET', url: `${upstream.url}/secret?key=hunter2`, headers: {} },
    { signal: never },
  );
  await expect(gone).rejects.toThrow(
    `The API at 127.0.0.1:${upstream.port} could not be reached: nothing listens there (connection refused) [ECONNREFUSED].`,
  );

  await using slow = await startUpstream({ handler: () => undefined });
  const late = client({ timeoutMs: 50 }).send(
    { method: 'GET', url: `${slow.url}/secret?key=hunter2`, headers: {} },
    { signal: never },
  );
  await expect(late).rejects.toThrow(`The API at 127.0.0.1:${slow.port} did not answer within 50 ms.`);
  await expect(late).rejects.toBeInstanceOf(UpstreamFailure);
});

test('an answer that breaks off is a failure of the upstream', async () => {
  await using upstream = await startUpstream({
    handler: (_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('some', () => response.destroy());
    },
  });
  await expect(client().send({ method: 'GET', url: upstream.url, headers: {} }, { signal: never })).rejects.toThrow(
    /could not be reached: it cut the connection/,
  );
});

test('R42: aborting cuts the request to the upstream', async () => {
  const closed: Promise<unknown>[] = [];
  await using upstream = await startUpstream({
    handler: (_request, response) => void closed.push(once(response, 'close')),
  });
  const stop = new AbortController();
  const sent = client().send({ method: 'GET', url: upstream.url, headers: {} }, { signal: stop.signal });
  await eventually(() => expect(closed).toHaveLength(1));
  stop.abort(new Error('no longer wanted'));
  await expect(sent).rejects.toThrow('no longer wanted');
  await closed[0];
});
