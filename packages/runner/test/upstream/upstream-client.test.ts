import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { eventually, keepsWithin, startUpstream } from '@mcpm/test-kit';
import { afterEach, expect, test } from 'vitest';
import { UpstreamClient } from '../../src/upstream/upstream-client.ts';
import { UpstreamFailure } from '../../src/upstream/upstream-failure.ts';
import { LOCAL_CALLER } from '../../src/call/caller.ts';

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
    { caller: LOCAL_CALLER, signal: never },
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
    await one.send({ method: 'GET', url: upstream.url, headers: {} }, { caller: LOCAL_CALLER, signal: never });
  // A call may begin before the connection of the one before is free again.
  expect(ports.size).toBeLessThanOrEqual(2);
});

test('an answer beyond the bound is cut and marked, decoded bytes counting', async () => {
  await using upstream = await startUpstream({
    handler: () => ({ headers: { 'Content-Encoding': 'gzip' }, body: gzipSync('a'.repeat(1_000_000)) }),
  });
  const answer = await client().send(
    { method: 'GET', url: upstream.url, headers: {} },
    { caller: LOCAL_CALLER, signal: never },
  );
  expect(answer.truncated).toBe(true);
  expect(text(answer.body)).toBe('a'.repeat(1_000));
  expect(answer.headers['content-encoding']).toBeUndefined();
});

test('an answer of exactly the bound is whole', async () => {
  await using upstream = await startUpstream({ handler: () => ({ body: 'a'.repeat(1_000) }) });
  expect(
    await client().send({ method: 'GET', url: upstream.url, headers: {} }, { caller: LOCAL_CALLER, signal: never }),
  ).toMatchObject({
    truncated: false,
  });
});

test('R31: a redirect to another origin is followed without credentials, and back again without them too', async () => {
  await using elsewhere = await startUpstream();
  await using upstream = await startUpstream({
    handler: ({ url }) =>
      url === '/back' ? { body: 'here' } : { status: 302, headers: { Location: `${elsewhere.url}/there?sig=1` } },
  });
  elsewhere.respond(() => ({ status: 302, headers: { Location: `${upstream.url}/back` } }));
  const answer = await client().send(
    {
      method: 'GET',
      url: `${upstream.url}/a?api_key=hunter2`,
      headers: { Accept: 'text/plain', Authorization: 'Bearer hunter2', Cookie: 'a=hunter2', 'X-Key': 'hunter2' },
    },
    { caller: LOCAL_CALLER, signal: never },
  );
  expect(text(answer.body)).toBe('here');
  expect(elsewhere.requests.map(({ url }) => url)).toEqual(['/there?sig=1']);
  expect(JSON.stringify([elsewhere.requests[0]?.headers, upstream.requests[1]?.headers])).not.toContain('hunter2');
  expect(elsewhere.requests[0]?.headers).toMatchObject({ accept: 'text/plain' });
});

test('R31: a body does not follow to another origin, and what is refused there says that no credentials were sent', async () => {
  await using elsewhere = await startUpstream({ handler: () => ({ status: 401, body: 'who are you?' }) });
  await using upstream = await startUpstream({
    handler: () => ({ status: 307, headers: { Location: `${elsewhere.url}/steal` } }),
  });
  const headers = { Authorization: 'Bearer hunter2' };
  const sent = client().send(
    { method: 'POST', url: upstream.url, headers, body: 'b' },
    { caller: LOCAL_CALLER, signal: never },
  );
  await expect(sent).rejects.toThrow(
    /another origin \(http:\/\/127.0.0.1:\d+\), where the body of a request is not sent/,
  );
  expect(elsewhere.requests).toEqual([]);
  expect(
    await client().send({ method: 'GET', url: upstream.url, headers }, { caller: LOCAL_CALLER, signal: never }),
  ).toMatchObject({
    status: 401,
    notes: [
      `The API redirected to ${elsewhere.url}, where no credentials were sent; if that is the right one, set it as the base URL.`,
    ],
  });
});

test('a redirect within the origin is followed with the credentials', async () => {
  await using upstream = await startUpstream({
    handler: ({ url }) => (url === '/old' ? { status: 308, headers: { Location: '/new' } } : { body: 'here' }),
  });
  const answer = await client().send(
    { method: 'GET', url: `${upstream.url}/old`, headers: { Authorization: 'Bearer k' } },
    { caller: LOCAL_CALLER, signal: never },
  );
  expect(text(answer.body)).toBe('here');
  expect(upstream.requests[1]?.headers.authorization).toBe('Bearer k');
});

test('an upstream that is not there, or answers too late, is told by host and cause, without path or query', async () => {
  const upstream = await startUpstream();
  await upstream.close();
  const gone = client().send(
    { method: 'GET', url: `${upstream.url}/secret?key=hunter2`, headers: {} },
    { caller: LOCAL_CALLER, signal: never },
  );
  await expect(gone).rejects.toThrow(
    `The API at 127.0.0.1:${upstream.port} could not be reached: nothing listens there (connection refused) [ECONNREFUSED]. Check that it is running, and the base URL.`,
  );

  await using slow = await startUpstream({ handler: () => undefined });
  const late = client({ timeoutMs: 50 }).send(
    { method: 'GET', url: `${slow.url}/secret?key=hunter2`, headers: {} },
    { caller: LOCAL_CALLER, signal: never },
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
  await expect(
    client().send({ method: 'GET', url: upstream.url, headers: {} }, { caller: LOCAL_CALLER, signal: never }),
  ).rejects.toThrow(/answered with status 200, but the answer could not be read: it cut the connection/);
});

test('R42: aborting cuts a request without an answer, and one whose answer is coming, within 100 ms', async () => {
  const closed: Promise<number>[] = [];
  await using upstream = await startUpstream({
    handler: ({ url }, response) => {
      closed.push(once(response, 'close').then(() => performance.now()));
      if (url === '/silent') return;
      response.writeHead(200, { 'content-type': url === '/events' ? 'text/event-stream' : 'text/plain' });
      response.write('data: 1\n\n');
    },
  });
  for (const path of ['/silent', '/events', '/text']) {
    await keepsWithin(100, async () => {
      const stop = new AbortController();
      const sent = client().send(
        { method: 'GET', url: `${upstream.url}${path}`, headers: {} },
        { caller: LOCAL_CALLER, signal: stop.signal },
      );
      const count = closed.length + 1;
      await eventually(() => expect(closed).toHaveLength(count));
      const abortedAt = performance.now();
      stop.abort(new Error('no longer wanted'));
      await expect(sent).rejects.toThrow('no longer wanted');
      return (await closed.at(-1)!) - abortedAt;
    });
  }
});
