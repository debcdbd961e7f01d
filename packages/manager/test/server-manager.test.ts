import { once } from 'node:events';
import { createServer } from 'node:http';
import { CreateServer, McpmError } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { createBench, document, FakeStore } from './fakes/ports.ts';

const create = (fields: object) => CreateServer.parse({ name: 'weather', openapi: document, ...fields });

test('a created server has an id, the default transport, the first free port and the default endpoint', async () => {
  const { manager, documents } = await createBench({ usedPorts: [3001] });
  const { definition, status } = await manager.servers.createServer(create({}));
  expect(definition).toMatchObject({
    name: 'weather',
    transport: 'streamable',
    port: 3002,
    endpoint: '/mcp',
    inline: true,
  });
  expect(documents.get(definition.id)).toBe(document);
  expect(status).toMatchObject({
    wanted: 'stopped',
    status: 'stopped',
    endpoints: { gateway: 'http://127.0.0.1:3000/mcp/weather' },
  });
});

test('a stdio server has no port', async () => {
  const { manager } = await createBench();
  const { definition, status } = await manager.servers.createServer(create({ transport: 'stdio' }));
  expect(definition.port).toBeUndefined();
  expect(status.endpoints.direct).toBeUndefined();
});

test('two servers created at once get two ports', async () => {
  const { manager } = await createBench();
  const both = await Promise.all(['a', 'b'].map((name) => manager.servers.createServer(create({ name }))));
  expect(new Set(both.map(({ definition }) => definition.port)).size).toBe(2);
});

test('a taken name and a taken port are refused with a pointer, and nothing is left behind', async () => {
  const { manager, documents } = await createBench();
  await manager.servers.createServer(create({ port: 4000 }));
  await expect(manager.servers.createServer(create({}))).rejects.toMatchObject({
    code: 'name_taken',
    faults: [{ pointer: '/name' }],
  });
  await expect(manager.servers.createServer(create({ name: 'b', port: 4000 }))).rejects.toMatchObject({
    code: 'port_taken',
  });
  expect(documents.size).toBe(1);
  expect(await manager.servers.listServers()).toHaveLength(1);
});

test('a document that is no OpenAPI document is refused before anything is kept', async () => {
  const { manager, store } = await createBench();
  await expect(manager.servers.createServer(create({ openapi: '<html></html>' }))).rejects.toMatchObject({
    code: 'document_unusable',
    faults: [{ pointer: '/openapi' }],
  });
  await expect(
    manager.servers.createServer(create({ openapi: undefined, openapiUrl: '/no/such/file.yaml' })),
  ).rejects.toMatchObject({ code: 'document_unreachable' });
  expect(store.rows.size).toBe(0);
});

test('secrets are sealed apart: the definition shows their names only', async () => {
  const { manager, store } = await createBench();
  const server = await manager.servers.createServer(
    create({ authToken: 'tok-secret', headers: { 'X-Key': 'key-secret' } }),
  );
  expect(server.definition.secretNames).toEqual(['authToken', 'header:X-Key']);
  expect(JSON.stringify(server)).not.toContain('-secret');
  expect(store.secrets.get(server.definition.id)).toEqual({ authToken: 'tok-secret', 'header:X-Key': 'key-secret' });
});

test('secrets travel to the process in the environment, never in argv', async () => {
  const { manager, processes } = await createBench();
  const { definition } = await manager.servers.createServer(
    create({ authToken: 'tok-secret', headers: { 'X-Key': 'key-secret' }, autoStart: true }),
  );
  const spec = processes.specs.get(definition.id);
  expect(spec?.args.join(' ')).not.toContain('secret');
  expect(spec?.env).toEqual({ MCPM_AUTH_TOKEN: 'tok-secret', MCPM_HEADERS: '{"X-Key":"key-secret"}' });
});

test('the password of a document is in no event and in no argv', async () => {
  const server = createServer((_request, response) => response.end(document)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const openapiUrl = `http://user:url-secret@127.0.0.1:${port}/openapi.json`;
  const { manager, processes, events } = await createBench();
  const { definition } = await manager.servers.createServer(
    create({ openapi: undefined, openapiUrl, autoStart: true }),
  );
  server.close();
  const spec = processes.specs.get(definition.id);
  expect(spec?.env).toEqual({ MCPM_OPENAPI: openapiUrl });
  expect(JSON.stringify([spec?.args, events])).not.toContain('url-secret');
  expect(events[0]?.detail).toBe(`Created from "http://127.0.0.1:${port}/openapi.json".`);
});

test('a change of tags needs nothing, a change of port needs a restart and gets it with apply', async () => {
  const { manager, processes } = await createBench();
  const { definition } = await manager.servers.createServer(create({ autoStart: true }));
  expect(await manager.servers.updateServer('weather', { tags: ['x'] }, { apply: true })).toMatchObject({
    needs: 'nothing',
    applied: false,
  });
  expect(await manager.servers.updateServer('weather', { port: 4001 }, { apply: false })).toMatchObject({
    needs: 'restart',
    applied: false,
  });
  expect(await manager.servers.updateServer('weather', { port: 4002 }, { apply: true })).toMatchObject({
    needs: 'restart',
    applied: true,
  });
  expect(processes.specs.get(definition.id)?.listen).toEqual({ host: '127.0.0.1', port: 4002 });
});

test('a change clears a secret with null and leaves the others', async () => {
  const { manager, store } = await createBench();
  const { definition } = await manager.servers.createServer(create({ authToken: 'tok', headers: { 'X-Key': 'key' } }));
  await manager.servers.updateServer('weather', { authToken: null }, { apply: false });
  expect(store.secrets.get(definition.id)).toEqual({ 'header:X-Key': 'key' });
});

test('a deleted server is stopped, forgotten, its document removed and everybody told', async () => {
  const { manager, processes, store, documents } = await createBench();
  const { definition } = await manager.servers.createServer(create({ autoStart: true }));
  const told: unknown[] = [];
  manager.servers.subscribe((change) => told.push(change));
  await manager.servers.deleteServer('weather');
  expect(processes.calls.at(-1)).toBe(`remove ${definition.id}`);
  expect(store.rows.size + documents.size).toBe(0);
  expect(told.at(-1)).toEqual({ removed: definition.id });
  await expect(manager.servers.getServer('weather')).rejects.toBeInstanceOf(McpmError);
});

test('what a process does becomes events with the server name', async () => {
  const { manager, processes, events } = await createBench();
  const { definition } = await manager.servers.createServer(create({ autoStart: true }));
  processes.tell(definition.id, {
    status: 'running',
    health: 'unhealthy',
    reason: { code: 'process_unhealthy', detail: 'No answer.', next: 'Read its log.' },
  });
  expect(events.map(({ type }) => type)).toEqual(['created', 'ready', 'unhealthy']);
  expect(events.at(-1)).toMatchObject({ serverName: 'weather', detail: 'No answer.' });
});

test('a manager that opens the same store again starts what was wanted running, and only that', async () => {
  const store = new FakeStore();
  const first = await createBench({ store });
  await first.manager.servers.createServer(create({ autoStart: true }));
  await first.manager.servers.createServer(create({ name: 'idle' }));
  const second = await createBench({ store });
  await second.manager.lifecycle.reconcileAll();
  expect((await second.manager.servers.getStatus('weather')).status).toBe('running');
  expect((await second.manager.servers.getStatus('idle')).status).toBe('stopped');
});

test('a restart policy that would never give up is refused before anything is kept', async () => {
  const { manager, store } = await createBench();
  await expect(manager.servers.createServer(create({ restart: { maxRetries: 500 } }))).rejects.toMatchObject({
    code: 'validation_failed',
    faults: [{ pointer: '/restart/maxRetries' }],
  });
  expect(store.rows.size).toBe(0);
});
