import { CreateServer, McpmError } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { createBench, document, type Bench } from './fakes/ports.ts';

async function withServer(transport: 'streamable' | 'sse' = 'streamable'): Promise<Bench & { readonly id: string }> {
  const bench = await createBench();
  const { definition } = await bench.manager.servers.createServer(
    CreateServer.parse({ name: 'weather', openapi: document, transport }),
  );
  return { ...bench, id: definition.id };
}

test('starting keeps what is wanted and answers with the settled state', async () => {
  const { manager, store, id } = await withServer();
  expect(await manager.lifecycle.startServer('weather', { wait: true })).toMatchObject({
    wanted: 'running',
    status: 'running',
    pid: 4711,
  });
  expect(store.rows.get(id)?.wanted).toBe('running');
});

test('a start that fails answers with the reason and its next step', async () => {
  const { manager, processes } = await withServer();
  processes.failWith = new McpmError('port_in_use', 'Port 3001 is in use.');
  const status = await manager.lifecycle.startServer('weather', { wait: true });
  expect(status).toMatchObject({
    wanted: 'running',
    status: 'failed',
    reason: { code: 'port_in_use', detail: 'Port 3001 is in use.' },
  });
});

test('start, stop and start in one breath end as the last one wants', async () => {
  const { manager, store, id } = await withServer();
  const { lifecycle } = manager;
  await Promise.all([lifecycle.startServer(id), lifecycle.stopServer(id), lifecycle.startServer(id)]);
  expect(store.rows.get(id)?.wanted).toBe('running');
  expect((await manager.servers.getStatus(id)).status).toBe('running');
  await Promise.all([lifecycle.startServer(id), lifecycle.stopServer(id)]);
  expect((await manager.servers.getStatus(id)).status).toBe('stopped');
});

test('stopping a server that never ran keeps it stopped', async () => {
  const { manager, processes } = await withServer();
  expect(await manager.lifecycle.stopServer('weather', { wait: true })).toMatchObject({
    wanted: 'stopped',
    status: 'stopped',
  });
  expect(processes.calls).toEqual([]);
});

test("startStreamableServer and startSseServer refuse a server of the other's transport", async () => {
  const sse = await withServer('sse');
  await expect(sse.manager.lifecycle.startStreamableServer('weather')).rejects.toMatchObject({
    code: 'transport_mismatch',
  });
  expect(await sse.manager.lifecycle.startSseServer('weather', { wait: true })).toMatchObject({ status: 'running' });
});

test('an unknown server is named in the failure', async () => {
  const { manager } = await createBench();
  await expect(manager.lifecycle.startServer('nobody')).rejects.toThrow('There is no server "nobody".');
});
