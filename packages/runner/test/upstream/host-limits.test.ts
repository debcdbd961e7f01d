import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { RunnerOptions } from '@mcpm/domain';
import { eventually, FakeClock, startUpstream } from '@mcpm/test-kit';
import { afterEach, expect, test } from 'vitest';
import { LOCAL_CALLER } from '../../src/call/caller.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { UpstreamClient, type UpstreamLimits } from '../../src/upstream/upstream-client.ts';

const clients: UpstreamClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function client(limits: Partial<UpstreamLimits>, clock = systemClock): UpstreamClient {
  const surroundings = { clock, date: () => 0, random: () => 0 };
  const made = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 1_000, ...limits }, surroundings);
  clients.push(made);
  return made;
}

const context = { caller: LOCAL_CALLER, signal: new AbortController().signal };
const get = (url: string) => ({ method: 'GET', url, headers: {} });

test('R43: no more requests than allowed run at a host at a time, and each gets its turn', async () => {
  let inside = 0;
  let most = 0;
  await using upstream = await startUpstream({
    handler: async () => {
      inside += 1;
      most = Math.max(most, inside);
      const { promise, resolve } = Promise.withResolvers<void>();
      setTimeout(resolve, 5);
      await promise;
      inside -= 1;
      return { body: 'x' };
    },
  });
  const calling = client({ hostConcurrency: 3 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => calling.send(get(upstream.url), context)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(most).toBe(3);
});

test('R43: waiting for a turn counts into the time of a call', async () => {
  await using upstream = await startUpstream({ handler: () => undefined });
  const calling = client({ hostConcurrency: 1, timeoutMs: 100 });
  const [first, second] = [calling.send(get(upstream.url), context), calling.send(get(upstream.url), context)];
  await expect(first).rejects.toThrow('did not answer within 100 ms');
  await expect(second).rejects.toThrow(
    /was not called: as many calls as allowed \(option --host-concurrency\)|did not answer/,
  );
  expect(upstream.requests.length).toBeLessThanOrEqual(2);
});

test('R43: a host that keeps failing is left alone, says so, and is tried again', async () => {
  await using upstream = await startUpstream({ handler: () => ({ status: 502 }) });
  const clock = new FakeClock();
  const calling = client({ circuitFailures: 3, retries: 0, timeoutMs: 120_000 }, clock);
  for (let call = 0; call < 3; call += 1) expect((await calling.send(get(upstream.url), context)).status).toBe(502);
  clock.advance(2_000);
  await expect(calling.send(get(upstream.url), context)).rejects.toThrow(
    `The API at 127.0.0.1:${upstream.port} was not called: it is left alone since 2 s ago, because 3 calls in a row failed (last: status 502); the next trial is in 8 s. Try again after that.`,
  );
  expect(upstream.requests).toHaveLength(3);
  upstream.respond(() => ({ status: 404 }));
  clock.advance(8_000);
  expect((await calling.send(get(upstream.url), context)).status).toBe(404);
  expect((await calling.send(get(upstream.url), context)).status).toBe(404);
});

test('R43: what a client asks wrongly is no failure of the host', async () => {
  await using upstream = await startUpstream({ handler: () => ({ status: 400 }) });
  const calling = client({ circuitFailures: 1 });
  for (let call = 0; call < 5; call += 1) expect((await calling.send(get(upstream.url), context)).status).toBe(400);
});

test('R42: an answer that does not begin in time is told, with the option for it', async () => {
  await using upstream = await startUpstream({ handler: () => undefined });
  await expect(client({ firstByteTimeoutMs: 50 }).send(get(upstream.url), context)).rejects.toThrow(
    `The API at 127.0.0.1:${upstream.port} did not begin to answer within 50 ms. Ask for less, try again in a while, or give it longer by the option --first-byte-timeout.`,
  );
  upstream.respond((_request, response) => {
    response.writeHead(200);
    response.write('begun');
    setTimeout(() => response.end(), 150);
  });
  expect((await client({ firstByteTimeoutMs: 100 }).send(get(upstream.url), context)).status).toBe(200);
});

test('R42: a connection that does not come about in time is told, with the option for it', async () => {
  const options = RunnerOptions.parse({ openapi: 'api.yaml', connectTimeout: 50 });
  // A resolver that never answers.
  const calling = client({ dial: { options, lookup: () => undefined } });
  await expect(calling.send(get('http://api.test/'), context)).rejects.toThrow(
    /no connection came about in time \[UND_ERR_CONNECT_TIMEOUT\].*--connect-timeout/,
  );
});

test('R42: a call that ends gives its place to the next one, whatever it ended by', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const calling = client({ hostConcurrency: 1 });
  for (let call = 0; call < 3; call += 1)
    await expect(calling.send(get(`http://127.0.0.1:${port}/`), context)).rejects.toThrow('cut the connection');
  server.close();
  const stop = new AbortController();
  await using silent = await startUpstream({ handler: () => undefined });
  const aborted = calling.send(get(silent.url), { ...context, signal: stop.signal });
  await eventually(() => expect(silent.requests).toHaveLength(1));
  stop.abort(new Error('no longer wanted'));
  await expect(aborted).rejects.toThrow('no longer wanted');
  silent.respond(() => ({ body: 'x' }));
  expect((await calling.send(get(silent.url), context)).status).toBe(200);
});
