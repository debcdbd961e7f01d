import { MODERN_VERSION, rawStreamableClient } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { Child } from '../child.ts';
import { openDoor } from '../door.ts';

const prefix = 'io.modelcontextprotocol/';
const meta = { [`${prefix}protocolVersion`]: MODERN_VERSION, [`${prefix}clientCapabilities`]: {} };

test('discover and lists carry what a modern result must: type, cache hints and who answered', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = rawStreamableClient({ url: door.url('tools'), era: 'modern' });
  const stamp = {
    resultType: 'complete',
    ttlMs: 0,
    cacheScope: 'private',
    _meta: { [`${prefix}serverInfo`]: { name: 'test-tools', version: '1.0.0' } },
  };
  expect(await client.discover()).toEqual({
    ...stamp,
    supportedVersions: [MODERN_VERSION],
    capabilities: { tools: { listChanged: true } },
    instructions: 'For tests.',
  });
  expect(await client.request('tools/list')).toMatchObject(stamp);
  expect(await client.callTool('echo', { value: 'x' })).toMatchObject({ resultType: 'complete' });
});

test('headers that contradict the body, a missing envelope and an unknown version are refused with their codes', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = rawStreamableClient({ url: door.url('tools'), era: 'modern' });
  const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: meta } };
  const refused = async (body: unknown, headers: Readonly<Record<string, string>>) => {
    const answer = await client.post(body, headers);
    return { status: answer.status, code: (JSON.parse(answer.text) as { error: { code: number } }).error.code };
  };
  expect(await refused(list, { 'Mcp-Method': 'tools/call' })).toEqual({ status: 400, code: -32_020 });
  expect(await refused({ ...list, params: {} }, { 'MCP-Protocol-Version': MODERN_VERSION })).toEqual({
    status: 400,
    code: -32_602,
  });
  const future = { ...list, params: { _meta: { ...meta, [`${prefix}protocolVersion`]: '2099-01-01' } } };
  expect(await refused(future, { 'MCP-Protocol-Version': '2099-01-01' })).toEqual({ status: 400, code: -32_022 });
});

test('a method that does not exist is answered 404, and so is one that only legacy clients have', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  await using client = rawStreamableClient({ url: door.url('tools'), era: 'modern' });
  for (const method of ['no/such', 'ping'])
    await expect(client.request(method)).rejects.toMatchObject({ code: -32_601, status: 404 });
});

test('there is no standing stream and no session for a modern client', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  const headers = { 'MCP-Protocol-Version': MODERN_VERSION };
  for (const method of ['GET', 'DELETE'])
    expect((await fetch(door.url('tools'), { method, headers })).status).toBe(405);
});
