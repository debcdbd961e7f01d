import { Client, SSEClientTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as V1Transport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, test } from 'vitest';
import { Child } from './child.ts';
import { openDoor } from './door.ts';
import { promises } from './promises.ts';

const info = { name: 'official', version: '1.0.0' };

const programs = ['speaks-stdio', 'speaks-streamable', 'keeps-sessions'] as const;

describe.each(programs)(`${promises.M25} (a server that %s)`, (program) => {
  async function start(child: Child) {
    return program === 'speaks-stdio' ? child.stdio('tools') : child.http('tools', 'streamable');
  }

  test.each(['legacy', 'auto'] as const)('the v2 client in mode %s lists, calls and sees progress', async (mode) => {
    await using child = new Child(program);
    await using door = await openDoor([await start(child)]);
    const client = new Client(info, { versionNegotiation: { mode } });
    await client.connect(new StreamableHTTPClientTransport(new URL(door.url('tools'))));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['echo', 'count', 'hang', 'huge', 'change']);
    const progress: number[] = [];
    const counted = await client.callTool(
      { name: 'count', arguments: {} },
      { onprogress: (p) => progress.push(p.progress) },
    );
    expect(counted.content).toEqual([{ type: 'text', text: 'counted' }]);
    expect(progress).toEqual([1, 2, 3]);
    expect(client.getNegotiatedProtocolVersion()).toBe(
      mode === 'auto' && program !== 'keeps-sessions' ? '2026-07-28' : '2025-11-25',
    );
    expect(client.getServerVersion()?.name).toBe('test-tools');
    await client.close();
  });

  test('the v1 client lists and calls', async () => {
    await using child = new Child(program);
    await using door = await openDoor([await start(child)]);
    const client = new V1Client(info);
    await client.connect(new V1Transport(new URL(door.url('tools'))));
    expect((await client.listTools()).tools).toHaveLength(5);
    const { content } = await client.callTool({ name: 'echo', arguments: { value: 'öäü €' } });
    expect(content).toEqual([{ type: 'text', text: 'öäü €' }]);
    await client.close();
  });

  test.each(['legacy', 'auto'] as const)(
    'a call the v2 client in mode %s gives up is cancelled at the server',
    async (mode) => {
      await using child = new Child(program);
      await using door = await openDoor([await start(child)]);
      const client = new Client(info, { versionNegotiation: { mode } });
      await client.connect(new StreamableHTTPClientTransport(new URL(door.url('tools'))));
      const giveUp = new AbortController();
      const call = client.callTool({ name: 'hang', arguments: { value: mode } }, { signal: giveUp.signal });
      await child.says(`hanging ${mode}`);
      giveUp.abort();
      await expect(call).rejects.toBeInstanceOf(Error);
      // A stateless legacy HTTP server has no call left to cancel: the notification reaches another instance.
      if (program !== 'speaks-streamable' || mode === 'auto') await child.says(`cancelled ${mode}`);
      await client.close();
    },
  );
});

test('the v2 client reaches an HTTP+SSE server over its own transport and over Streamable HTTP', async () => {
  await using child = new Child('speaks-sse');
  await using door = await openDoor([await child.http('old', 'sse')]);
  const transports = [
    new SSEClientTransport(new URL(door.url('old', '/sse'))),
    new StreamableHTTPClientTransport(new URL(door.url('old'))),
  ];
  for (const transport of transports) {
    const client = new Client(info);
    await client.connect(transport);
    const { content } = await client.callTool({ name: 'hello', arguments: {} });
    expect(content).toEqual([{ type: 'text', text: 'hello over sse' }]);
    await client.close();
  }
});

test('the v2 client reaches a stdio server over HTTP+SSE', async () => {
  await using child = new Child('speaks-stdio');
  await using door = await openDoor([child.stdio('tools')]);
  const client = new Client(info);
  await client.connect(new SSEClientTransport(new URL(door.url('tools', '/sse'))));
  const { content } = await client.callTool({ name: 'echo', arguments: { value: 'hi' } });
  expect(content).toEqual([{ type: 'text', text: 'hi' }]);
  await client.close();
});
