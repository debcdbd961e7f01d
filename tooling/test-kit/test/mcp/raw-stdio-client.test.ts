import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { eventually, program, rawStdioClient, type RawStdioClient, type RawStdioOptions } from '../../src/index.ts';

const script = fileURLToPath(new URL('scripted-stdio-server.ts', import.meta.url));
const start = (options: Partial<RawStdioOptions> = {}): RawStdioClient =>
  rawStdioClient({ command: process.execPath, args: [script], ...options });

describe('rawStdioClient', () => {
  test('legacy: initialize agrees on a version, tools are listed to the last page and called', async () => {
    await using client = start();
    expect(await client.initialize()).toMatchObject({ protocolVersion: '2025-06-18' });
    expect((await client.listTools()).map(({ name }) => name)).toEqual(['one', 'two']);
    expect(client.notifications).toMatchObject([
      { method: 'notifications/message' },
      { method: 'notifications/message' },
    ]);
    expect(await client.callTool('one', { a: 1 })).toMatchObject({
      content: [{ type: 'text', text: '{"a":1}' }],
      isError: false,
    });
    expect(await client.callTool('fails')).toMatchObject({ isError: true });
    expect(client.noise).toEqual([]);
  });

  test('modern: discover answers the versions, and there is no initialize', async () => {
    await using client = start({ era: 'modern' });
    expect(await client.discover()).toMatchObject({ supportedVersions: ['2026-07-28'] });
    await expect(client.initialize()).rejects.toThrow('call discover()');
  });

  test('a protocol error is thrown with its code and data', async () => {
    await using client = start();
    await expect(client.callTool('unknown')).rejects.toMatchObject({
      name: 'RawMcpError',
      code: -32602,
      data: { method: 'tools/call' },
    });
  });

  test('a line that is no message is noise', async () => {
    await using client = start();
    await client.callTool('chatty');
    expect(client.noise).toEqual(['hello there']);
  });

  test('a request of the server is answered by the handler, or refused without one', async () => {
    await using client = start({ onServerRequest: (method) => ({ action: 'accept', method }) });
    expect(await client.callTool('asks')).toMatchObject({
      content: [{ text: '{"action":"accept","method":"elicitation/create"}' }],
    });
    await using plain = start();
    expect((await plain.callTool('asks')).content[0]?.text).toContain('-32601');
  });

  test('aborting a request tells the server and fails the request', async () => {
    await using client = start();
    const aborting = new AbortController();
    const call = client.request('tools/call', { name: 'stalls' }, { signal: aborting.signal });
    aborting.abort();
    await expect(call).rejects.toThrow('tools/call was cancelled');
    await eventually(() => expect(client.stderr()).toBe('cancelled 1\n'));
  });

  test('when the server leaves, the waiting request fails at once with the end of its stderr', async () => {
    await using client = start();
    await expect(client.callTool('crash')).rejects.toThrow(/code 3.*out of luck/s);
    expect(await client.exited).toEqual({ code: 3, signal: null });
  });

  test('no answer in time fails the request; close ends a server that stays after EOF', async () => {
    const client = start({ args: [program('stays-up')], timeoutMs: 50, stepMs: 50 });
    await expect(client.request('ping')).rejects.toThrow('No answer to ping within 50 ms');
    await client.close();
    expect(await client.exited).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test('a command that does not exist fails the request and `exited`', async () => {
    await using client = start({ command: '/no/such/command' });
    await expect(client.request('ping')).rejects.toThrow('ENOENT');
    await expect(client.exited).rejects.toThrow('ENOENT');
  });
});
