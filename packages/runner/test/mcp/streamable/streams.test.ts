import { eventually } from '@mcpm/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPets, type PetsEndpoint } from './open-pets.ts';
import { begin, call, events, listen, post, take, ask } from './talk.ts';

let pets: PetsEndpoint;
let keys = 0;

beforeAll(async () => {
  pets = await openPets();
});

afterAll(() => pets.close());

const newKey = () => `key${(keys += 1)}`;
const told = (key: string, message: string) => pets.waiting.get(key)?.onProgress?.({ bytes: 1, message });
const jsonOf = ({ data }: { readonly data: string }) => JSON.parse(data);

test('a quick answer is plain JSON, a slow one an event stream that begins with an id to come back with', async () => {
  const session = await begin(pets.url);
  const quick = await post(pets.url, call(1, 'listPets', { limit: 3 }), session);
  expect(quick.headers.get('content-type')).toBe('application/json');
  expect(quick.headers.get('mcp-session-id')).toBe(session['mcp-session-id']);
  expect(await quick.json()).toEqual({
    jsonrpc: '2.0',
    id: 1,
    result: { content: [{ type: 'text', text: '{"limit":3}' }] },
  });
  const key = newKey();
  const slow = await post(pets.url, call(2, 'wait', { key }), session);
  expect(slow.headers.get('content-type')).toBe('text/event-stream');
  expect(slow.headers.get('x-accel-buffering')).toBe('no');
  const stream = events(slow);
  const [prime] = await take(stream, 1);
  expect(prime).toMatchObject({ data: '', id: expect.stringMatching(/^\d+-0$/) });
  pets.release(key);
  const [answer] = await take(stream, 1);
  expect(jsonOf(answer!)).toMatchObject({ id: 2, result: { content: [{ text: `released ${key}` }] } });
  expect((await stream.next()).done).toBe(true);
});

test('clients of older revisions get no event without data', async () => {
  const session = await begin(pets.url, { revision: '2025-06-18' });
  const key = newKey();
  const stream = events(await post(pets.url, call(1, 'wait', { key }), session));
  pets.release(key);
  expect(jsonOf((await take(stream, 1))[0]!)).toMatchObject({ id: 1 });
});

test('progress comes before its answer on the stream of its request, and only there', async () => {
  const session = await begin(pets.url);
  const standing = events(await listen(pets.url, session));
  await take(standing, 1);
  const key = newKey();
  const answering = post(pets.url, call('a', 'wait', { key }, 'token'), session);
  await eventually(() => expect(pets.waiting.has(key)).toBe(true));
  told(key, 'half');
  const stream = events(await answering);
  pets.release(key);
  const [, progress, answer] = (await take(stream, 9)).map(({ data }) => (data === '' ? undefined : JSON.parse(data)));
  expect(progress).toMatchObject({ method: 'notifications/progress', params: { progressToken: 'token', progress: 1 } });
  expect(answer).toMatchObject({ id: 'a', result: {} });
  pets.endpoint.toolsChanged();
  expect(jsonOf((await take(standing, 1))[0]!)).toEqual({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });
  await standing.return();
});

test('R42: a connection that is cut cancels nothing, and exactly the missed events are had by the id of the last one', async () => {
  const session = await begin(pets.url);
  const key = newKey();
  const cut = new AbortController();
  const first = fetch(pets.url, {
    method: 'POST',
    headers: { ...session, 'content-type': 'application/json', accept: 'text/event-stream, application/json' },
    body: JSON.stringify(call(7, 'wait', { key }, 'token')),
    signal: cut.signal,
  });
  await eventually(() => expect(pets.waiting.has(key)).toBe(true));
  told(key, 'one');
  const [, one] = await take(events(await first), 2);
  cut.abort();
  for (const message of ['two', 'three']) {
    await new Promise(setImmediate);
    told(key, message);
  }
  expect(pets.aborted).not.toContain(key);
  const resumed = events(await listen(pets.url, session, one?.id));
  const missed = await take(resumed, 2);
  expect(missed.map((event) => jsonOf(event).params.message)).toEqual(['two', 'three']);
  pets.release(key);
  expect((await take(resumed, 9)).map(jsonOf)).toMatchObject([{ id: 7 }]);
  // It is over now, and can still be had.
  const again = await take(events(await listen(pets.url, session, missed[0]?.id)), 9);
  expect(again.map((event) => jsonOf(event).params?.message ?? jsonOf(event).id)).toEqual(['three', 7]);
});

test('an event id that is none, or of another session, is refused', async () => {
  const session = await begin(pets.url);
  for (const id of ['made-up', '99-1', '0-7', '-1']) expect((await listen(pets.url, session, id)).status).toBe(400);
});

test('a new standing stream takes the place of the old one, which ends', async () => {
  const session = await begin(pets.url);
  const old = events(await listen(pets.url, session));
  await take(old, 1);
  const fresh = events(await listen(pets.url, session));
  expect((await old.next()).done).toBe(true);
  await take(fresh, 1);
  pets.endpoint.toolsChanged();
  expect(await take(fresh, 1)).toHaveLength(1);
  await fresh.return();
});

test('what was to be told while nobody listened is told to the next who does, once', async () => {
  const session = await begin(pets.url);
  pets.endpoint.toolsChanged();
  pets.endpoint.toolsChanged();
  const stream = events(await listen(pets.url, session));
  expect((await take(stream, 2)).map(({ data }) => data && jsonOf({ data }).method)).toEqual([
    '',
    'notifications/tools/list_changed',
  ]);
  await stream.return();
  pets.endpoint.toolsChanged();
  const later = events(await listen(pets.url, session, '0-1'));
  expect((await take(later, 1)).map(({ id }) => id)).toEqual(['0-2']);
  await later.return();
});

test('a client that takes only events gets them, one that takes only JSON never does', async () => {
  const session = await begin(pets.url);
  const quick = await post(pets.url, ask(1, 'ping'), { ...session, accept: 'text/event-stream' });
  expect(quick.headers.get('content-type')).toBe('text/event-stream');
  expect((await take(events(quick), 9)).at(-1)?.data).toBe('{"jsonrpc":"2.0","id":1,"result":{}}');
  const key = newKey();
  const slow = post(pets.url, call(2, 'wait', { key }, 'token'), { ...session, accept: 'application/json' });
  await eventually(() => expect(pets.waiting.has(key)).toBe(true));
  told(key, 'half');
  pets.release(key);
  expect(await (await slow).json()).toMatchObject({ id: 2, result: {} });
});
