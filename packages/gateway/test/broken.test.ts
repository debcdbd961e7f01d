import { eventually, MODERN_VERSION, rawSseClient, rawStreamableClient } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { Child } from './child.ts';
import { openDoor } from './door.ts';
import { promises } from './promises.ts';

describe(`${promises.M1}, whatever carries it`, () => {
  test.each(['legacy', 'modern'] as const)('behind a pipe, to a %s client', async (era) => {
    await using child = new Child('speaks-stdio');
    await using next = new Child('speaks-stdio');
    await using door = await openDoor([child.stdio('tools', 1)]);
    await using client = rawStreamableClient({ url: door.url('tools'), era });
    if (era === 'legacy') await client.initialize();
    await client.listen();
    const before = await client.listTools();
    const call = client.callTool('hang', { value: 'once' });
    await child.says('hanging once');
    const killed = performance.now();
    await Promise.all([
      child.kill(),
      expect(call).rejects.toMatchObject({ code: -32_603, data: { code: 'process_exited', server: 'tools' } }),
    ]);
    expect(performance.now() - killed).toBeLessThan(1000);
    // Same client, same session, another process.
    door.servers.set('tools', next.stdio('tools', 2));
    expect(await client.listTools()).toEqual(before);
    await eventually(() =>
      expect(client.notifications.map(({ method }) => method)).toContain('notifications/tools/list_changed'),
    );
    expect(next.stderr).toBe('');
  });

  test('behind its own HTTP, before anything was answered and in the middle of a stream', async () => {
    await using child = new Child('keeps-sessions');
    await using door = await openDoor([await child.http('tools', 'streamable')]);
    await using client = rawStreamableClient({ url: door.url('tools') });
    await client.initialize();
    await client.listen();
    const call = client.callTool('hang', { value: 'once' });
    await child.says('hanging once');
    const lost = { code: -32_603, data: { code: 'upstream_unreachable', server: 'tools' } };
    await Promise.all([child.kill(), expect(call).rejects.toMatchObject(lost)]);
    await eventually(() => expect(door.gateway.connections('id-tools')).toBe(0));
  });

  test('behind HTTP+SSE, bridged to Streamable HTTP', async () => {
    await using child = new Child('speaks-sse');
    await using door = await openDoor([await child.http('old', 'sse')]);
    await using client = rawStreamableClient({ url: door.url('old'), era: 'modern' });
    const call = client.callTool('hang');
    await child.says('hanging');
    const lost = { data: { code: 'upstream_unreachable', server: 'old' } };
    await Promise.all([child.kill(), expect(call).rejects.toMatchObject(lost)]);
  });
});

test('a call while the run changes fails at once and names the restart', async () => {
  await using child = new Child('speaks-stdio');
  await using next = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools', 1)]);
  await using client = rawStreamableClient({ url: door.url('tools'), era: 'modern' });
  const call = client.callTool('hang', { value: 'old run' });
  await child.says('hanging old run');
  door.servers.set('tools', next.stdio('tools', 2));
  await Promise.all([client.listTools(), expect(call).rejects.toThrow(/restarted/)]);
});

test('a server whose process has ended answers every transport with 503 until its next run', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await child.kill();
  await using client = rawStreamableClient({ url: door.url('tools') });
  await expect(client.initialize()).rejects.toMatchObject({ status: 503, data: { code: 'process_exited' } });
  await using sse = rawSseClient({ url: door.url('tools', '/sse') });
  await expect(sse.initialize()).rejects.toMatchObject({ data: { code: 'process_exited' } });
});

test.each(['streamable', 'sse'] as const)(
  'a %s server that cannot be reached is answered 502 with its name',
  async (transport) => {
    await using child = new Child('speaks-sse');
    await using door = await openDoor([await child.http('gone', transport)]);
    await child.kill();
    await using client = rawStreamableClient({ url: door.url('gone') });
    await expect(client.initialize()).rejects.toMatchObject({
      status: 502,
      data: { code: 'upstream_unreachable', server: 'gone' },
    });
  },
);

test('an event stream that its server breaks off ends for the client', async () => {
  await using child = new Child('speaks-sse');
  await using door = await openDoor([await child.http('old', 'sse')]);
  const stream = await fetch(door.url('old', '/sse'));
  const text = stream.text();
  await eventually(() => expect(door.gateway.connections('id-old')).toBe(1));
  await child.kill();
  expect(await text).toContain('event: endpoint\ndata: /mcp/old/messages?sessionId=');
});

test('after its close the gateway has ended what waited and takes nothing new', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = rawStreamableClient({ url: door.url('tools'), era: 'modern' });
  const call = client.callTool('hang', { value: 'closing' });
  await child.says('hanging closing');
  const listening = await subscribe(door.url('tools'));
  await Promise.all([door.gateway.close(), expect(call).rejects.toMatchObject({ data: { code: 'shutting_down' } })]);
  expect(await listening.text()).toContain('"resultType":"complete"');
  await expect(client.listTools()).rejects.toThrow(/shutting down/);
});

test('a call whose answer is too long for a line fails, and the next call succeeds', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = rawStreamableClient({ url: door.url('tools'), era: 'modern' });
  await expect(client.callTool('huge')).rejects.toThrow(/longer than 10000000 bytes/);
  expect((await client.callTool('echo', { value: 'next' })).content[0]?.text).toBe('next');
});

function subscribe(url: string): Promise<Response> {
  const prefix = 'io.modelcontextprotocol/';
  const method = 'subscriptions/listen';
  const _meta = { [`${prefix}protocolVersion`]: MODERN_VERSION, [`${prefix}clientCapabilities`]: {} };
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 's',
    method,
    params: { notifications: { toolsListChanged: true }, _meta },
  });
  const headers = { 'Content-Type': 'application/json', 'MCP-Protocol-Version': MODERN_VERSION, 'Mcp-Method': method };
  return fetch(url, { method: 'POST', headers, body });
}
