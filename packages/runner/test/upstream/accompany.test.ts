import { startUpstream } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import type { CallContext } from '../../src/call/call-context.ts';
import { accompany } from '../../src/upstream/accompany.ts';
import { UpstreamClient } from '../../src/upstream/upstream-client.ts';

const trace = { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01', tracestate: 'a=b' };
const signal = new AbortController().signal;
const contextOf = (headers: Readonly<Record<string, string>>): CallContext => ({
  caller: { principal: 'p', headers },
  signal,
  trace,
});

test('R33, R47: the trace and the headers of the caller go to the API, and to no other origin', async () => {
  await using elsewhere = await startUpstream();
  await using upstream = await startUpstream({
    handler: ({ url }) => ({ status: 302, headers: { Location: url === '/' ? '/again' : `${elsewhere.url}/` } }),
  });
  const client = new UpstreamClient({ timeoutMs: 5_000, maxResponseBytes: 1_000 });
  const request = { method: 'GET', url: `${upstream.url}/`, headers: { 'X-User': 'of the configuration' } };
  await client.send(request, contextOf({ 'x-user': 'ann', authorization: 'Bearer ann' }));
  await client.close();
  const sent = { ...trace, 'x-user': 'ann', authorization: 'Bearer ann' };
  expect(upstream.requests.map(({ headers }) => headers)).toMatchObject([sent, sent]);
  expect(elsewhere.requests).toHaveLength(1);
  expect(Object.keys(elsewhere.requests[0]?.headers ?? {}).toSorted()).toEqual([
    'accept-encoding',
    'connection',
    'host',
  ]);
});

test('a call without both is sent as it is, and a trace that an argument set stays', () => {
  const request = { method: 'GET', url: 'http://api.test', headers: { Traceparent: 'own' } };
  const bare: CallContext = { caller: { principal: 'p', headers: {} }, signal };
  expect(accompany(request, bare)).toBe(request);
  expect(accompany(request, contextOf({})).headers).toEqual({ Traceparent: 'own' });
});
