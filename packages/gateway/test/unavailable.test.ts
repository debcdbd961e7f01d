import { reasonFor } from '@mcpm/domain';
import { rawStreamableClient } from '@mcpm/test-kit';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, test } from 'vitest';
import { openDoor } from './door.ts';
import { promises } from './promises.ts';

const reason = reasonFor('process_crash_loop', 'Server "petstore" crashed 5 times in a minute.');
const broken = { kind: 'unavailable', id: '1', name: 'petstore', reason, retryAfter: 7.2 } as const;
const ping = { jsonrpc: '2.0', id: 'a', method: 'ping' };

test(`${promises.M21}, to a POST and to a GET`, async () => {
  await using door = await openDoor([broken]);
  const posted = await rawStreamableClient({ url: door.url('petstore') }).post(ping);
  expect(posted).toMatchObject({ status: 503, headers: { 'retry-after': '8' } });
  expect(JSON.parse(posted.text)).toEqual({
    jsonrpc: '2.0',
    id: 'a',
    error: {
      code: -32_603,
      message: `${reason.detail} ${reason.next}`,
      data: { code: reason.code, next: reason.next, server: 'petstore', retryAfter: 7.2 },
    },
  });
  const got = await fetch(door.url('petstore'));
  expect(got.status).toBe(503);
  expect(got.headers.get('content-type')).toBe('application/problem+json');
  expect(await got.json()).toMatchObject({ code: reason.code, detail: reason.detail, next: reason.next, status: 503 });
});

test.each(['legacy', 'auto'] as const)(
  'the official client in mode %s is told why a server is unavailable',
  async (mode) => {
    await using door = await openDoor([broken]);
    const client = new Client({ name: 'official', version: '1.0.0' }, { versionNegotiation: { mode } });
    const connecting = client.connect(new StreamableHTTPClientTransport(new URL(door.url('petstore'))));
    await expect(connecting).rejects.toMatchObject({
      data: { status: 503, text: expect.stringContaining('crashed 5 times') },
    });
  },
);

test('a server nobody knows is a problem under 404', async () => {
  await using door = await openDoor([]);
  const answer = await rawStreamableClient({ url: door.url('nobody') }).post(ping);
  expect(answer.status).toBe(404);
  expect(JSON.parse(answer.text)).toMatchObject({
    code: 'server_not_found',
    detail: 'There is no server named "nobody".',
  });
});

test('a body beyond the limit is refused with 413', async () => {
  await using door = await openDoor([broken], { maxBodyBytes: 100 });
  const answer = await fetch(door.url('petstore'), { method: 'POST', body: 'x'.repeat(101) });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ code: 'body_too_large', next: 'Send a smaller request.' });
});

test('a bug of the directory is a 500 without its text, and reported', async () => {
  const directory = { find: () => Promise.reject(new Error('secret detail')) };
  await using door = await openDoor([], { directory });
  const answer = await fetch(door.url('any'));
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('secret');
  expect(door.errors.map(String)).toEqual(['Error: secret detail']);
});
