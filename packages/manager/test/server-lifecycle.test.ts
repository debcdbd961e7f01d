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

test('a restart is answered before the old process has ended, and a stop that comes meanwhile has the last word', async () => {
  const { manager, processes, id } = await withServer();
  await manager.lifecycle.startServer(id, { wait: true });
  const ended = Promise.withResolvers<void>();
  const stop = processes.stopProcess.bind(processes);
  processes.stopProcess = async (process) => {
    await ended.promise;
    return stop(process);
  };
  expect(await manager.lifecycle.restartServer(id)).toMatchObject({ wanted: 'running', status: 'running', runId: 1 });
  const stopped = manager.lifecycle.stopServer(id, { wait: true });
  ended.resolve();
  expect(await stopped).toMatchObject({ wanted: 'stopped', status: 'stopped', runId: 2 });
});

test('a restart whose secrets cannot be read fails and leaves the running process alone', async () => {
  const { manager, processes, store, id } = await withServer();
  await manager.lifecycle.startServer(id, { wait: true });
  Object.assign(store, { secretsOf: () => Promise.reject(new McpmError('secret_unreadable', 'The key is another.')) });
  await expect(manager.lifecycle.restartServer(id)).rejects.toMatchObject({ code: 'secret_unreadable' });
  expect(processes.calls).toEqual([`start ${id}`]);
});

test('subscribers are told anew when the figures of a server were measured', async () => {
  const { manager, id } = await withServer();
  const told: unknown[] = [];
  manager.servers.subscribe((change) => told.push(change));
  manager.refresh(id);
  manager.refresh('nobody');
  expect(told).toMatchObject([{ server: { definition: { id } } }]);
});
