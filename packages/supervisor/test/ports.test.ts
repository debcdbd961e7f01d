import { once } from 'node:events';
import net from 'node:net';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { managed, Supervision } from './supervision.ts';

const anyPort = { listen: { host: '127.0.0.1', port: 0 } };
const ask = async (port: number) =>
  (await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })).text();

describe('a port', () => {
  test('is reserved before the spawn and handed down', async () => {
    await using supervision = new Supervision();
    const { pid, port } = await supervision.manager.startProcess(managed('serves-http', anyPort));
    expect(await ask(port!)).toBe(String(pid));
  });

  test('P30: stays the same across a crash, and a call made while the child is gone is answered by the next run', async () => {
    await using supervision = new Supervision();
    const { manager } = supervision;
    const first = await manager.startProcess(managed('serves-http', { ...anyPort, restart: { initialDelayMs: 100 } }));
    process.kill(first.pid!, 'SIGKILL');
    await eventually(() => expect(manager.getProcessInfo('serves-http')?.status).toBe('backoff'));
    const answer = ask(first.port!);
    await eventually(() =>
      expect(manager.getProcessInfo('serves-http')).toMatchObject({ status: 'running', runId: 2, port: first.port }),
    );
    expect(await answer).toBe(String(manager.getProcessInfo('serves-http')?.pid));
  });

  test('P30: of another program is found before the spawn, and taken when it is free', async () => {
    await using supervision = new Supervision();
    const squatter = net.createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as net.AddressInfo;
    const starting = supervision.manager.startProcess(
      managed('serves-http', { listen: { host: 'localhost', port }, restart: { initialDelayMs: 100 } }),
    );
    await expect(starting).rejects.toMatchObject({
      code: 'port_in_use',
      message: `Port ${port} on localhost is in use by another program.`,
    });
    expect(supervision.of('exit')[0]?.report).toMatchObject({ cause: 'spawn-error', reason: { code: 'port_in_use' } });
    expect(supervision.of('exit')[0]?.report.pid).toBeUndefined();
    squatter.close();
    await eventually(() =>
      expect(supervision.manager.getProcessInfo('serves-http')).toMatchObject({ status: 'running', port }),
    );
  });

  test('P30: of another process of ours is refused', async () => {
    await using supervision = new Supervision();
    const { port } = await supervision.manager.startProcess(managed('serves-http', anyPort));
    const starting = supervision.manager.startProcess(
      managed('serves-http', { id: 'twin', listen: { host: '127.0.0.1', port: port! } }),
    );
    await expect(starting).rejects.toMatchObject({ code: 'port_in_use' });
  });

  test('P30: wanted by two at the same time goes to one of them, also under another name of the machine', async () => {
    await using supervision = new Supervision();
    const { port } = await supervision.manager.startProcess(managed('serves-http', anyPort));
    await supervision.manager.removeProcess('serves-http');
    const starts = ['127.0.0.1', '0.0.0.0', 'localhost'].map((host) =>
      supervision.manager.startProcess(
        managed('serves-http', { id: host, listen: { host, port: port! }, restart: { mode: 'never' } }),
      ),
    );
    const outcomes = await Promise.allSettled(starts);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(supervision.of('exit').map(({ report }) => report.reason?.code)).toEqual(
      expect.arrayContaining(['port_in_use', 'port_in_use']),
    );
    expect(supervision.of('exit').filter(({ report }) => report.cause === 'spawn-error')).toHaveLength(2);
  });

  test('is given back by a stop', async () => {
    await using supervision = new Supervision();
    const { port } = await supervision.manager.startProcess(managed('serves-http', anyPort));
    await supervision.manager.stopProcess('serves-http');
    const server = net.createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(server.listening).toBe(true);
    server.close();
  });
});
