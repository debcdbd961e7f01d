import { once } from 'node:events';
import net from 'node:net';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { managed, Supervision } from '../supervision.ts';
import { interruptUnderLoad } from './restarts-under-load.ts';

describe.each(['restart', 'SIGKILL'] as const)('a %s', (how) => {
  test('P31: under sixteen callers refuses no connection, and loses only what was under way', async () => {
    // As many as call at once, each time.
    const lost = expect.toSatisfy((count: number) => count <= 3 * 16);
    expect(await interruptUnderLoad(how, 3)).toMatchObject({ refused: 0, lost });
  });
});

test('P30: a squatter gets the port neither while a child has it nor while there is none, and one beside it changes nothing', async () => {
  await using supervision = new Supervision();
  const { manager } = supervision;
  const listen = { host: '127.0.0.1', port: 0 };
  const { port = 0, pid = 0 } = await manager.startProcess(
    managed('serves-http', { listen, restart: { initialDelayMs: 300 } }),
  );
  expect(await squat(port, '127.0.0.1')).toBe('EADDRINUSE');
  expect(await squat(port, '0.0.0.0')).toBe('EADDRINUSE');
  // The same number under the other protocol is another port.
  const beside = net.createServer().listen({ port, host: '::1', ipv6Only: true });
  await once(beside, 'listening');
  process.kill(pid, 'SIGKILL');
  await eventually(() => expect(manager.getProcessInfo('serves-http')?.status).toBe('backoff'));
  expect(await squat(port, '127.0.0.1')).toBe('EADDRINUSE');
  await eventually(() =>
    expect(manager.getProcessInfo('serves-http')).toMatchObject({ status: 'running', runId: 2, port }),
  );
  beside.close();
});

async function squat(port: number, host: string): Promise<string | undefined> {
  const server = net.createServer();
  try {
    await once(server.listen(port, host), 'listening');
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    server.close();
  }
}
