import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPets, type PetsEndpoint } from './open-pets.ts';
import { ask, begin, codeOf, listen, modern, modernHeaders, post, read } from './talk.ts';

let pets: PetsEndpoint;
let session: Record<string, string>;

beforeAll(async () => {
  pets = await openPets();
  session = await begin(pets.url);
});

afterAll(() => pets.close());

const ping = ask(1, 'ping');

test('a body that is no JSON is 400, no message 400, of another type 415, too large 413', async () => {
  const cases: readonly (readonly [unknown, Record<string, string>, number, number])[] = [
    ['{"jsonrpc":', {}, 400, -32_700],
    ['', {}, 400, -32_700],
    ['null', {}, 400, -32_600],
    [{ jsonrpc: '2.0' }, {}, 400, -32_600],
    [{ jsonrpc: '1.0', id: 1, method: 'ping' }, {}, 400, -32_600],
    [{ jsonrpc: '2.0', id: null, method: 'ping' }, {}, 400, -32_600],
    [ping, { 'content-type': 'text/plain' }, 415, -32_000],
    [ping, { 'content-type': 'text/plain; a=application/json' }, 415, -32_000],
    [ping, { 'content-encoding': 'gzip' }, 415, -32_000],
    [JSON.stringify({ ...ping, params: { fill: 'x'.repeat(4 * 1024 * 1024) } }), {}, 413, -32_000],
  ];
  for (const [body, headers, status, code] of cases) {
    expect(await codeOf(await post(pets.url, body, { ...session, ...headers }))).toEqual([status, code]);
  }
  const typed = { 'content-type': 'application/json; charset=utf-8' };
  expect((await post(pets.url, ping, { ...session, ...typed })).status).toBe(200);
});

test('methods that are none of the endpoint are 405 with those that are', async () => {
  const allow = async (method: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(pets.url, { method, headers });
    await answer.body?.cancel();
    return [answer.status, answer.headers.get('allow')];
  };
  for (const method of ['PUT', 'PATCH', 'OPTIONS', 'HEAD'])
    expect(await allow(method)).toEqual([405, 'GET, POST, DELETE']);
  expect(await allow('GET')).toEqual([405, 'POST']);
  for (const method of ['GET', 'DELETE']) {
    expect(await allow(method, { ...session, 'mcp-protocol-version': '2026-07-28' })).toEqual([405, 'POST']);
  }
});

test('a client that accepts anything, or does not say what, is served; one that reads nothing of ours is told', async () => {
  for (const accept of ['*/*', '', 'application/*, text/*', 'application/json']) {
    expect((await post(pets.url, ping, { ...session, accept })).status).toBe(200);
  }
  expect((await post(pets.url, ping, { ...session, accept: 'text/html' })).status).toBe(406);
  expect((await fetch(pets.url, { headers: { ...session, accept: 'application/json' } })).status).toBe(406);
});

test('a kind of answer that a client takes out by a quality of 0 is not sent', async () => {
  const kindFor = async (accept: string) => {
    const answer = await post(pets.url, ping, { ...session, accept });
    await answer.body?.cancel();
    return answer.status === 200 ? answer.headers.get('content-type') : answer.status;
  };
  expect(await kindFor('application/json;q=0, text/event-stream')).toBe('text/event-stream');
  expect(await kindFor('*/*, application/json; q=0.0')).toBe('text/event-stream');
  expect(await kindFor('Application/JSON;q=0.1, text/*;q=0')).toBe('application/json');
  expect(await kindFor('*/*;q=0')).toBe(406);
  expect(await kindFor('application/jsonp')).toBe(406);
});

test('a revision that is none is 400, a missing one is served', async () => {
  const { 'mcp-protocol-version': _, ...silent } = session;
  expect((await post(pets.url, ping, silent)).status).toBe(200);
  for (const bogus of ['bogus', '1999-01-01']) {
    expect(await codeOf(await post(pets.url, ping, { ...session, 'mcp-protocol-version': bogus }))).toEqual([
      400, -32_000,
    ]);
    expect((await listen(pets.url, { ...session, 'mcp-protocol-version': bogus })).status).toBe(400);
  }
  const modernHeader = { ...session, 'mcp-protocol-version': '2026-07-28' };
  expect(await codeOf(await post(pets.url, ping, modernHeader))).toEqual([400, -32_602]);
});

test('a modern request takes no notice of sessions', async () => {
  const list = modern(ask(1, 'tools/list'));
  const answer = await post(pets.url, list, { ...modernHeaders(list), 'mcp-session-id': 'made-up' });
  expect(answer.headers.has('mcp-session-id')).toBe(false);
  expect(await read(answer)).toMatchObject({ result: { resultType: 'complete' } });
});
