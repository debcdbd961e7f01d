import { eventually, FakeClock, startUpstream, type UpstreamAnswer } from '@mcpm/test-kit';
import { afterEach, describe, expect, test } from 'vitest';
import { LOCAL_CALLER } from '../../src/call/caller.ts';
import type { CallContext } from '../../src/call/call-context.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { UpstreamClient, type UpstreamLimits, type UpstreamSurroundings } from '../../src/upstream/upstream-client.ts';

const clients: UpstreamClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function client(limits: Partial<UpstreamLimits>, surroundings: Partial<UpstreamSurroundings> = {}): UpstreamClient {
  const chance = { clock: systemClock, date: () => 0, random: () => 0.01, ...surroundings };
  const made = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 1_000, retries: 2, ...limits }, chance);
  clients.push(made);
  return made;
}

const context: CallContext = { caller: LOCAL_CALLER, signal: new AbortController().signal };
const text = ({ body }: { readonly body: Uint8Array }) => Buffer.from(body).toString();

/** Answers with each of these in turn, the last one for ever. */
function inTurn(...answers: readonly UpstreamAnswer[]): () => UpstreamAnswer {
  let served = 0;
  return () => answers[Math.min(served++, answers.length - 1)] ?? {};
}

describe('a request that fails', () => {
  test('R43: is sent again exactly as it was, and the client is told', async () => {
    await using upstream = await startUpstream({ handler: inTurn({ status: 503 }, { status: 502 }, { body: 'here' }) });
    const told: string[] = [];
    const onProgress: CallContext['onProgress'] = ({ message }) => told.push(message);
    const request = { method: 'PUT', url: upstream.url, headers: { 'X-A': 'b' }, body: Buffer.from([0, 255, 1]) };
    const answer = await client({}).send(request, { ...context, onProgress });
    expect([text(answer), answer.notes]).toEqual(['here', undefined]);
    expect(upstream.requests.map(({ body, headers }) => [[...body], headers['x-a']])).toEqual(
      Array.from({ length: 3 }, () => [[0, 255, 1], 'b']),
    );
    expect(told).toEqual(['Retry 1 of 2 in 2 ms: 503', 'Retry 2 of 2 in 4 ms: 502']);
  });

  test('R43: says how often it was tried when it fails for good', async () => {
    await using upstream = await startUpstream({ handler: () => ({ status: 503, body: 'busy' }) });
    const answer = await client({}).send({ method: 'GET', url: upstream.url, headers: {} }, context);
    expect([answer.status, text(answer), answer.notes]).toEqual([503, 'busy', ['It was tried 3 times.']]);
  });

  test('R43: is not sent again where it may have changed something', async () => {
    await using upstream = await startUpstream({ handler: () => ({ status: 503 }) });
    const post = { method: 'POST', url: upstream.url, headers: {}, body: 'b' };
    expect(await client({}).send(post, context)).toMatchObject({ status: 503 });
    expect(upstream.requests).toHaveLength(1);
    await client({}).send({ ...post, headers: { 'Idempotency-Key': 'k' } }, context);
    expect(upstream.requests).toHaveLength(4);
  });

  test('R43: a connection that is cut before the answer is taken up again for a GET, not for a POST', async () => {
    let served = 0;
    await using upstream = await startUpstream({
      handler: (_request, response) => {
        served += 1;
        if (served % 2 === 0) return { body: 'here' };
        response.destroy();
        return undefined;
      },
    });
    expect(text(await client({}).send({ method: 'GET', url: upstream.url, headers: {} }, context))).toBe('here');
    const post = client({}).send({ method: 'POST', url: upstream.url, headers: {}, body: 'b' }, context);
    await expect(post).rejects.toThrow(/cut the connection .*may have been carried out; find out before .*[^s]\.$/);
    expect(served).toBe(3);
  });

  test('R43: whatever was never sent is tried again, a POST too', async () => {
    const gone = await startUpstream();
    await gone.close();
    const post = client({}).send({ method: 'POST', url: gone.url, headers: {}, body: 'b' }, context);
    await expect(post).rejects.toThrow(/connection refused\) \[ECONNREFUSED\]\. .* It was tried 3 times\.$/);
  });
});

describe('Retry-After', () => {
  test('R43: is waited for, and told at once where a call may not take so long', async () => {
    await using upstream = await startUpstream({
      handler: inTurn({ status: 429, headers: { 'Retry-After': '7' } }, { body: 'here' }),
    });
    const clock = new FakeClock();
    const sent = client({ timeoutMs: 30_000 }, { clock }).send(
      { method: 'GET', url: upstream.url, headers: {} },
      context,
    );
    await eventually(() => expect(clock.pending).toBe(2));
    clock.advance(6_999);
    expect(upstream.requests).toHaveLength(1);
    clock.advance(1);
    expect(text(await sent)).toBe('here');

    upstream.respond(() => ({ status: 503, headers: { 'Retry-After': 'Thu, 01 Jan 1970 00:01:00 GMT' } }));
    const answer = await client({}).send({ method: 'GET', url: upstream.url, headers: {} }, context);
    expect(answer.notes).toEqual([
      'It was not tried again, because the API asks for a longer pause (Retry-After) than a call may take (5000 ms, option --timeout).',
    ]);
    expect(upstream.requests).toHaveLength(3);
  });
});

test('R43: an answer that says "not now" and never ends does not keep the request from being sent again', async () => {
  let served = 0;
  await using upstream = await startUpstream({
    handler: (_request, response) => {
      served += 1;
      if (served > 1) return { body: 'here' };
      response.writeHead(503, { 'content-length': '10' }).flushHeaders();
      return undefined;
    },
  });
  expect(text(await client({}).send({ method: 'GET', url: upstream.url, headers: {} }, context))).toBe('here');
});

test('R43: what may not be carried out twice and got no answer in time is told to be in doubt', async () => {
  await using upstream = await startUpstream({ handler: () => undefined });
  const send = (method: string) => client({ timeoutMs: 200 }).send({ method, url: upstream.url, headers: {} }, context);
  await expect(send('POST')).rejects.toThrow('may have been carried out');
  await expect(send('GET')).rejects.toThrow(/by the option --timeout\.$/);
});

test('R42: a client that no longer waits ends the pause before the next try', async () => {
  await using upstream = await startUpstream({ handler: () => ({ status: 503, headers: { 'Retry-After': '4' } }) });
  const stop = new AbortController();
  const request = { method: 'GET', url: upstream.url, headers: {} };
  const onProgress = () => stop.abort(new Error('no longer wanted'));
  await expect(client({}).send(request, { ...context, signal: stop.signal, onProgress })).rejects.toThrow(
    'no longer wanted',
  );
  expect(upstream.requests).toHaveLength(1);
});
