import { eventually, rawSseClient, rawStreamableClient } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Child } from '../child.ts';
import { openDoor } from '../door.ts';
import { promises } from '../promises.ts';

test(`${promises.R39}, in either era`, async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  const eras = ['legacy', 'modern', 'legacy', 'modern', 'legacy', 'modern'] as const;
  const answers = await Promise.all(
    eras.map(async (era, index) => {
      await using client = rawStreamableClient({ url: door.url('tools'), era });
      if (era === 'legacy') await client.initialize();
      // The one that asks first is answered last; every client numbers its requests alike.
      const calls = [0, 1, 2].map((call) =>
        client.callTool('echo', { value: `${index}.${call}`, afterMs: 60 - 10 * index - call }),
      );
      return (await Promise.all(calls)).map(({ content }) => content[0]?.text);
    }),
  );
  expect(answers).toEqual(eras.map((_, index) => [0, 1, 2].map((call) => `${index}.${call}`)));
});

test(`${promises.M29}, over either transport`, async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using one = rawStreamableClient({ url: door.url('tools') });
  await using other = rawStreamableClient({ url: door.url('tools') });
  await using third = rawSseClient({ url: door.url('tools', '/sse') });
  for (const client of [one, other, third]) await client.initialize();
  await other.listen();
  // Both name their call and their progress token alike.
  const hanging = other.callTool('hang', { value: 'other' });
  await child.says('hanging other');
  const body = (id: number) => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name: 'count', arguments: {}, _meta: { progressToken: 'same' } },
  });
  const counted = await one.post(body(3));
  expect(counted.text.match(/notifications\/progress/g)).toHaveLength(3);
  expect(counted.text).toContain('"progressToken":"same"');
  // Cancelling an id of its own cancels nobody else's call, whatever that one is called.
  await one.notify('notifications/cancelled', { requestId: 3 });
  await one.callTool('echo', { value: 'after' });
  expect(child.stderr).not.toContain('cancelled');
  expect(other.notifications).toEqual([]);
  expect(third.notifications).toEqual([]);
  await Promise.all([child.kill(), expect(hanging).rejects.toThrow(/ended/)]);
});

test('a change of the tool list reaches every client that listens, of either era and transport', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using legacy = rawStreamableClient({ url: door.url('tools') });
  await using modern = rawStreamableClient({ url: door.url('tools'), era: 'modern' });
  await using sse = rawSseClient({ url: door.url('tools', '/sse') });
  await legacy.initialize();
  await legacy.listen();
  await sse.initialize();
  await modern.listen();
  await modern.callTool('change');
  for (const client of [legacy, modern, sse]) {
    await eventually(() =>
      expect(client.notifications.map(({ method }) => method)).toContain('notifications/tools/list_changed'),
    );
  }
});

test('what no two clients can share is not offered: log levels are refused, and so are questions to the client', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = rawStreamableClient({ url: door.url('tools') });
  const { capabilities } = await client.initialize();
  expect(capabilities).toEqual({ tools: { listChanged: true } });
  await expect(client.request('logging/setLevel', { level: 'debug' })).rejects.toMatchObject({ code: -32_601 });
});

test('a line of the server that is no message is skipped and reported', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = rawStreamableClient({ url: door.url('tools') });
  await client.initialize();
  expect(door.errors.map(String)).toEqual([expect.stringContaining('no JSON-RPC message')]);
});

test('connections counts clients: sessions, event streams, and neither after they left', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  const legacy = rawStreamableClient({ url: door.url('tools') });
  const sse = rawSseClient({ url: door.url('tools', '/sse') });
  await legacy.initialize();
  await sse.initialize();
  await eventually(() => expect(door.gateway.connections('id-tools')).toBe(2));
  await legacy.close();
  await sse.close();
  await eventually(() => expect(door.gateway.connections('id-tools')).toBe(0));
});
