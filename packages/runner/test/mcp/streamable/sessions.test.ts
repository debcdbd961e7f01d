import { eventually, keepsWithin } from '@mcpm/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPets, type PetsEndpoint } from './open-pets.ts';
import { ask, begin, call, codeOf, events, initialize, listen, post, read, take } from './talk.ts';

let pets: PetsEndpoint;

beforeAll(async () => {
  pets = await openPets();
});

afterAll(() => pets.close());

const ping = ask(1, 'ping');

test('a session begins with initialize: without one 400, with an unknown one 404, a second initialize 400', async () => {
  expect(await codeOf(await post(pets.url, ping))).toEqual([400, -32_000]);
  expect(await codeOf(await post(pets.url, ping, { 'mcp-session-id': 'made-up' }))).toEqual([404, -32_001]);
  expect(await codeOf(await post(pets.url, initialize(), { 'mcp-session-id': 'made-up' }))).toEqual([404, -32_001]);
  const session = await begin(pets.url);
  expect(await codeOf(await post(pets.url, initialize(), session))).toEqual([400, -32_600]);
  expect((await post(pets.url, ping, session)).status).toBe(200);
});

test('an initialize that is none begins nothing, an unusual one does', async () => {
  const size = pets.endpoint.connections();
  const { params, ...rest } = initialize();
  expect((await post(pets.url, { ...rest, params: { protocolVersion: '2025-11-25' } })).status).toBe(400);
  expect(pets.endpoint.connections()).toBe(size);
  const unusual = { ...(params as object), capabilities: { tasks: { list: {} } } };
  const begun = await post(pets.url, { ...rest, params: unusual });
  expect(await begun.json()).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
  expect(begun.headers.get('mcp-session-id')).toMatch(/^[\x21-\x7e]{36}$/);
});

test('R33: the session of one client identity is not there for another', async () => {
  const session = await begin(pets.url, { headers: { 'x-principal': 'ann' } });
  expect((await post(pets.url, ping, session)).status).toBe(200);
  const stolen = { ...session, 'x-principal': 'bob' };
  expect(await codeOf(await post(pets.url, ping, stolen))).toEqual([404, -32_001]);
  expect((await listen(pets.url, stolen)).status).toBe(404);
  expect((await fetch(pets.url, { method: 'DELETE', headers: stolen })).status).toBe(404);
  expect((await post(pets.url, ping, session)).status).toBe(200);
});

test('DELETE ends a session: its streams end, its calls are aborted, and it is not found any more', async () => {
  const session = await begin(pets.url);
  const standing = events(await listen(pets.url, session));
  await take(standing, 1);
  const slow = post(pets.url, call(5, 'wait', { key: 'deleted' }), session);
  await eventually(() => expect(pets.waiting.has('deleted')).toBe(true));
  expect((await fetch(pets.url, { method: 'DELETE', headers: session })).status).toBe(200);
  expect((await standing.next()).done).toBe(true);
  expect([200, 404]).toContain((await slow).status);
  await eventually(() => expect(pets.aborted).toContain('deleted'));
  expect((await post(pets.url, ping, session)).status).toBe(404);
});

test('notifications and answers alone are accepted with 202, and an answer nobody asked for does no harm', async () => {
  const session = await begin(pets.url);
  const alone = [
    { jsonrpc: '2.0', method: 'notifications/roots/list_changed' },
    { jsonrpc: '2.0', id: 77, result: {} },
    { jsonrpc: '2.0', id: 'x', error: { code: 1, message: 'no' } },
  ];
  for (const message of alone) {
    const answer = await post(pets.url, message, session);
    expect([answer.status, await answer.text()]).toEqual([202, '']);
  }
});

test('R42: a call that is taken back is aborted within 100 ms, and its stream ends without an answer', async () => {
  const session = await begin(pets.url);
  await keepsWithin(100, async (round) => {
    // The id is free again each time.
    const slow = post(pets.url, call(9, 'wait', { key: `back ${round}` }), session);
    await eventually(() => expect(pets.waiting.has(`back ${round}`)).toBe(true));
    const started = performance.now();
    const params = { requestId: 9, reason: 'enough' };
    await post(pets.url, { jsonrpc: '2.0', method: 'notifications/cancelled', params }, session);
    await eventually(() => expect(pets.aborted).toContain(`back ${round}`));
    const aborted = performance.now();
    expect((await take(events(await slow), 9)).filter(({ data }) => data !== '')).toEqual([]);
    return aborted - started;
  });
  expect((await post(pets.url, ask(9, 'ping'), session)).status).toBe(200);
});

test('an id that is in use is refused, so that no two answers can be mistaken', async () => {
  const session = await begin(pets.url);
  const slow = post(pets.url, call(3, 'wait', { key: 'twice' }), session);
  await eventually(() => expect(pets.waiting.has('twice')).toBe(true));
  expect(await codeOf(await post(pets.url, ask(3, 'ping'), session))).toEqual([400, -32_600]);
  expect((await post(pets.url, ask('3', 'ping'), session)).status).toBe(200);
  pets.release('twice');
  expect((await read(await slow)).id).toBe(3);
});

test('only 2025-03-26 has batches: they are answered as one array', async () => {
  const batch = [ask(1, 'ping'), { jsonrpc: '2.0', method: 'notifications/initialized' }, call('b', 'listPets')];
  const session = await begin(pets.url, { revision: '2025-03-26' });
  const answers: unknown = await (await post(pets.url, batch, session)).json();
  expect(answers).toHaveLength(2);
  expect(answers).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ id: 1 }), expect.objectContaining({ id: 'b' })]),
  );
  const later = await begin(pets.url, { revision: '2025-06-18' });
  expect(await codeOf(await post(pets.url, batch, later))).toEqual([400, -32_600]);
  expect(await codeOf(await post(pets.url, [], session))).toEqual([400, -32_600]);
  const many = Array.from({ length: 101 }, (_, id) => ask(id, 'ping'));
  expect(await codeOf(await post(pets.url, many, session))).toEqual([400, -32_600]);
});

test('a session that nobody uses for its time ends, one that is listened to lives on', async () => {
  const brief = await openPets({ sessionIdle: 80 });
  const [idle, used] = [await begin(brief.url), await begin(brief.url)];
  const stream = events(await listen(brief.url, used));
  await take(stream, 1);
  await eventually(() => expect(brief.endpoint.connections()).toBe(1));
  expect((await post(brief.url, ping, idle)).status).toBe(404);
  expect((await post(brief.url, ping, used)).status).toBe(200);
  await stream.return();
  await eventually(() => expect(brief.endpoint.connections()).toBe(0));
  await brief.close();
});

test('when all places are taken the one idle for longest makes room, and if all are in use the client is told to wait', async () => {
  const small = await openPets({ maxSessions: 2 });
  const first = await begin(small.url);
  const second = await begin(small.url);
  const third = await begin(small.url);
  expect((await post(small.url, ping, first)).status).toBe(404);
  const streams = [events(await listen(small.url, second)), events(await listen(small.url, third))];
  const refused = await post(small.url, initialize());
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
  await Promise.all(streams.map((stream) => stream.return()));
  await small.close();
});
