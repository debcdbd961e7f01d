import { eventually, keepsWithin } from '@mcpm/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPets, type PetsEndpoint } from './open-pets.ts';
import { ask, call, codeOf, events, modern, modernHeaders, post, read, take, type Json } from './talk.ts';

let pets: PetsEndpoint;

beforeAll(async () => {
  pets = await openPets();
});

afterAll(() => pets.close());

const send = (message: Json, headers: Readonly<Record<string, string>> = {}) =>
  post(pets.url, modern(message), { ...modernHeaders(message), ...headers });

test('a call is answered as JSON, complete and with the name of the server', async () => {
  const answer = await send(call(1, 'listPets', { limit: 2 }));
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(0);
  expect(await answer.json()).toMatchObject({
    id: 1,
    result: {
      resultType: 'complete',
      content: [{ text: '{"limit":2}' }],
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'mcpm-runner' } },
    },
  });
});

test('R21: progress makes it an event stream without ids: the notification first, the result last', async () => {
  const answering = send(call(1, 'wait', { key: 'told' }, 'token'));
  await eventually(() => expect(pets.waiting.has('told')).toBe(true));
  pets.waiting.get('told')?.onProgress?.({ bytes: 1, message: 'half' });
  const answer = await answering;
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  pets.release('told');
  const seen = await take(events(answer), 9);
  expect(seen.map(({ data }) => JSON.parse(data))).toMatchObject([
    { method: 'notifications/progress', params: { progressToken: 'token', message: 'half' } },
    { id: 1, result: { resultType: 'complete' } },
  ]);
  expect(seen.every(({ id }) => id === undefined)).toBe(true);
});

test('R42: a client that leaves has cancelled its call, within 100 ms', async () => {
  await keepsWithin(100, async (round) => {
    const leaving = new AbortController();
    const message = call(round, 'wait', { key: `left ${round}` });
    const answer = fetch(pets.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...modernHeaders(message) },
      body: JSON.stringify(modern(message)),
      signal: leaving.signal,
    });
    await eventually(() => expect(pets.waiting.has(`left ${round}`)).toBe(true));
    const started = performance.now();
    leaving.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    await eventually(() => expect(pets.aborted).toContain(`left ${round}`));
    return performance.now() - started;
  });
  await eventually(() => expect(pets.endpoint.connections()).toBe(0));
});

test('headers that say something else than the body, or are missing, are refused with 400 and -32020', async () => {
  const cases: readonly Readonly<Record<string, string>>[] = [
    { 'mcp-method': 'tools/list' },
    { 'mcp-name': 'createPet' },
    { 'mcp-name': '=?base64?!!!?=' },
    { 'mcp-protocol-version': '2025-11-25' },
  ];
  for (const headers of cases) {
    expect(await codeOf(await send(call(1, 'listPets'), headers))).toEqual([400, -32_020]);
  }
  const bare = await read(await post(pets.url, modern(call('a', 'listPets'))));
  expect(bare).toMatchObject({ status: 400, id: 'a', error: { code: -32_020 } });
  const encoded = { 'mcp-name': `=?base64?${Buffer.from('listPets').toString('base64')}?=` };
  expect((await send(call(1, 'listPets'), encoded)).status).toBe(200);
});

test('an unknown method is 404, an unknown revision 400 with those that are served, an unknown tool an error within 200', async () => {
  expect(await codeOf(await send(ask(1, 'tools/paint')))).toEqual([404, -32_601]);
  const message = modern(ask(1, 'tools/list'));
  const later = JSON.parse(JSON.stringify(message).replaceAll('2026-07-28', '2027-01-01'));
  const revision = await post(pets.url, later, { ...modernHeaders(message), 'mcp-protocol-version': '2027-01-01' });
  expect(await read(revision)).toMatchObject({
    status: 400,
    error: { code: -32_022, data: { supported: ['2026-07-28'], requested: '2027-01-01' } },
  });
  expect(await codeOf(await send(call(1, 'nothing')))).toEqual([200, -32_602]);
});

test('who subscribes is told of changes, and counts as a connection', async () => {
  const message = ask('s', 'subscriptions/listen', { notifications: { toolsListChanged: true } });
  const stream = events(await send(message));
  expect(JSON.parse((await take(stream, 1))[0]?.data ?? '')).toMatchObject({
    method: 'notifications/subscriptions/acknowledged',
  });
  expect(pets.endpoint.connections()).toBe(1);
  pets.endpoint.toolsChanged();
  expect(JSON.parse((await take(stream, 1))[0]?.data ?? '')).toMatchObject({
    method: 'notifications/tools/list_changed',
    params: { _meta: { 'io.modelcontextprotocol/subscriptionId': 's' } },
  });
  await stream.return();
  await eventually(() => expect(pets.endpoint.connections()).toBe(0));
});
