import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { eventually } from '@mcpm/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPets, type PetsEndpoint } from './open-pets.ts';

let pets: PetsEndpoint;

beforeAll(async () => {
  pets = await openPets();
});

afterAll(() => pets.close());

const info = { name: 'test', version: '1' };

/** Tells the progress of a call of `wait`, then lets it end. */
async function play(key: string): Promise<void> {
  await eventually(() => expect(pets.waiting.has(key)).toBe(true));
  pets.waiting.get(key)?.onProgress?.({ bytes: 1, message: 'half' });
  await new Promise(setImmediate);
  pets.release(key);
}

describe.each(['legacy', 'auto'] as const)('the official v2 client, negotiation %s', (mode) => {
  test('lists, calls with progress, cancels, and hears of changes', async () => {
    const client = new Client(info, { versionNegotiation: { mode } });
    const transport = new StreamableHTTPClientTransport(new URL(pets.url));
    await client.connect(transport);
    const changes: unknown[] = [];
    client.setNotificationHandler('notifications/tools/list_changed', (change) => void changes.push(change));
    if (mode === 'auto') await client.listen({ toolsListChanged: true });
    expect(client.getNegotiatedProtocolVersion()).toBe(mode === 'auto' ? '2026-07-28' : '2025-11-25');
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['listPets', 'createPet', 'wait']);
    expect(await client.callTool({ name: 'listPets', arguments: { limit: 1 } })).toMatchObject({
      content: [{ text: '{"limit":1}' }],
    });
    const told: unknown[] = [];
    const slow = client.callTool(
      { name: 'wait', arguments: { key: `v2 ${mode}` } },
      { onprogress: ({ message }) => void told.push(message) },
    );
    await play(`v2 ${mode}`);
    expect(await slow).toMatchObject({ content: [{ text: `released v2 ${mode}` }] });
    expect(told).toEqual(['half']);
    const leaving = new AbortController();
    const left = client.callTool({ name: 'wait', arguments: { key: `left ${mode}` } }, { signal: leaving.signal });
    await eventually(() => expect(pets.waiting.has(`left ${mode}`)).toBe(true));
    leaving.abort();
    await expect(left).rejects.toThrow(/abort/i);
    await eventually(() => expect(pets.aborted).toContain(`left ${mode}`));
    await eventually(() => {
      pets.endpoint.toolsChanged();
      expect(changes.length).toBeGreaterThan(0);
    });
    if (mode === 'legacy') await transport.terminateSession();
    await client.close();
    await eventually(() => expect(pets.endpoint.connections()).toBe(0));
  });
});

/** Lets a call become a stream, cuts all connections, and only then lets it end. */
async function cutOff(key: string): Promise<void> {
  await eventually(() => expect(pets.waiting.has(key)).toBe(true));
  pets.waiting.get(key)?.onProgress?.({ bytes: 1, message: 'half' });
  await eventually(() => expect(told).toEqual(['half']));
  pets.cut();
  pets.release(key);
}

const told: unknown[] = [];
const onprogress = ({ message }: { readonly message?: string | undefined }) => void told.push(message);

test('R42: official clients of both versions get the answer to a call whose connection was cut', async () => {
  const client = new Client(info, { versionNegotiation: { mode: 'legacy' } });
  const transport = new StreamableHTTPClientTransport(new URL(pets.url));
  await client.connect(transport);
  const answer = client.callTool({ name: 'wait', arguments: { key: 'cut v2' } }, { onprogress });
  await cutOff('cut v2');
  expect(await answer).toMatchObject({ content: [{ text: 'released cut v2' }] });
  await transport.terminateSession();
  await client.close();
  told.splice(0);
  const old = new OldClient(info);
  const oldTransport = new OldTransport(new URL(pets.url));
  await old.connect(oldTransport);
  const later = old.callTool({ name: 'wait', arguments: { key: 'cut v1' } }, undefined, { onprogress });
  await cutOff('cut v1');
  expect(await later).toMatchObject({ content: [{ text: 'released cut v1' }] });
  await oldTransport.terminateSession();
  await old.close();
});

test('the official v1 client lists, calls with progress, hears of changes, and ends its session', async () => {
  const client = new OldClient(info);
  const transport = new OldTransport(new URL(pets.url));
  const changes: unknown[] = [];
  client.setNotificationHandler(ToolListChangedNotificationSchema, (change) => void changes.push(change));
  await client.connect(transport);
  expect((await client.listTools()).tools).toHaveLength(3);
  const told: unknown[] = [];
  const slow = client.callTool({ name: 'wait', arguments: { key: 'v1' } }, undefined, {
    onprogress: ({ message }) => void told.push(message),
  });
  await play('v1');
  expect(await slow).toMatchObject({ content: [{ text: 'released v1' }] });
  expect(told).toEqual(['half']);
  await eventually(() => {
    pets.endpoint.toolsChanged();
    expect(changes.length).toBeGreaterThan(0);
  });
  await transport.terminateSession();
  await client.close();
  await eventually(() => expect(pets.endpoint.connections()).toBe(0));
});
