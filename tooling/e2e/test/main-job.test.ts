// The main job, walked: a document becomes a server in its own process, is called by the official clients, watched, killed and brought back.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startPetstore, STORE_KEY, type Petstore } from '@mcpm/example-petstore';
import { temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectOfficial, type ClientKind, type Target } from '../src/official-client.ts';
import { soon } from '../src/soon.ts';
import { commandLine, isAlive, pidsWith } from '../src/processes.ts';
import { repository, startProduct, type Product } from '../src/start-product.ts';

const kinds: readonly ClientKind[] = ['v1', 'v2-legacy', 'v2-auto'];
const petstoreTools = [
  'createPet',
  'deletePet',
  'getInventory',
  'getOrder',
  'getPet',
  'getPetPhoto',
  'listPets',
  'placeOrder',
  'updatePet',
];

let home: TemporaryHome;
let petstore: Petstore;
let product: Product;
let document: string;

beforeAll(async () => {
  home = temporaryHome();
  document = join(home.path, 'petstore.yaml');
  cpSync(join(repository, 'examples/petstore/petstore.yaml'), document);
  petstore = await startPetstore();
  product = await startProduct(home.path);
});

afterAll(async () => {
  await product.end();
  await petstore.close();
  await home.remove();
});

/** Creates a petstore server and starts it. */
async function petstoreServer(name: string, transport: 'streamable' | 'sse' | 'stdio') {
  const { definition } = await product.api('createServer', {
    body: { name, transport, openapiUrl: document, baseUrl: petstore.url, credentials: { storeKey: STORE_KEY } },
  });
  const status = await product.api('startServer', { params: { id: name }, query: { wait: true } });
  return { definition, status };
}

/** Lists and calls through a connected client and compares with what the upstream saw. */
async function walk(kind: ClientKind, target: Target): Promise<void> {
  await using client = await connectOfficial(kind, target);
  expect((await client.toolNames()).toSorted()).toEqual([...petstoreTools, 'read_answer'].toSorted());
  const before = petstore.requests.length;
  const listed = await client.call('listPets', { status: 'available', tags: ['small', 'a b'], limit: 2 });
  expect(listed.isError ?? false).toBe(false);
  const seen = petstore.requests[before];
  expect(seen).toMatchObject({ method: 'GET', url: '/pets?status=available&tags=small&tags=a%20b&limit=2' });
  const missing = await client.call('getPet', { petId: 999_999 });
  expect(missing.isError).toBe(true);
  expect(missing.content[0]?.text).toContain('404');
  const photo = await client.call('getPetPhoto', { petId: 1 });
  expect(photo.content.some(({ type, mimeType }) => type === 'image' && mimeType === 'image/png')).toBe(true);
}

/** Where a client reaches the server without the gateway: its own port, or, for stdio, a runner that the client starts itself. */
async function directTarget(name: string, transport: 'streamable' | 'sse' | 'stdio'): Promise<Target> {
  if (transport === 'stdio') {
    const runner = join(repository, 'scripts/mcp-server-runner.js');
    const args = [runner, '--transport', 'stdio', '--openapi', document, '--base-url', petstore.url];
    return { transport, command: process.execPath, args };
  }
  const { endpoints } = await product.api('getServerStatus', { params: { id: name } });
  return { transport, url: endpoints.direct ?? '' };
}

describe.each(['streamable', 'sse', 'stdio'] as const)('a petstore server over %s', (transport) => {
  const name = `petstore-${transport}`;

  test('starts as a process of its own and says where it is', async () => {
    const { definition, status } = await petstoreServer(name, transport);
    expect(status).toMatchObject({ wanted: 'running', status: 'running', tools: petstoreTools.length });
    expect(status.pid).not.toBe(product.pid);
    expect(commandLine(status.pid ?? 0)).toContain('mcp-server-runner.js');
    expect(commandLine(status.pid ?? 0)).not.toContain(STORE_KEY);
    const read = await product.api('getServerStatus', { params: { id: definition.id } });
    expect(read.endpoints.gateway).toBe(`${product.url}/mcp/${name}`);
    const path = { stdio: undefined, streamable: '/mcp', sse: '/sse' }[transport];
    expect(read.endpoints.direct && new URL(read.endpoints.direct).pathname).toBe(path);
    await soon(async () => {
      expect((await product.api('getServerStatus', { params: { id: definition.id } })).health).toBe('healthy');
    });
  });

  test.each(kinds)('is listed and called by the official client %s through the gateway', async (kind) => {
    await walk(kind, { transport: 'streamable', url: `${product.url}/mcp/${name}` });
  });

  // HTTP+SSE belongs to the legacy era: a client that negotiates has nothing to ask there.
  test.each(transport === 'sse' ? kinds.filter((kind) => kind !== 'v2-auto') : kinds)(
    'is listed and called by the official client %s without the manager between',
    async (kind) => walk(kind, await directTarget(name, transport)),
  );

  test('tells its process, its log and its figures', async () => {
    const info = await product.api('getProcess', { params: { id: name } });
    expect(info).toMatchObject({ status: 'running', restartCount: 0, tools: petstoreTools.length });
    const { lines } = await product.api('getProcessLogs', { params: { id: name } });
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toContain(STORE_KEY);
    await soon(async () => {
      const { current } = await product.api('getProcessMetrics', { params: { id: name } });
      expect(current?.memory).toBeGreaterThan(10_000_000);
      expect(current?.pid).toBe(info.pid);
      expect(current?.calls).toBeGreaterThanOrEqual(3);
    });
  });

  test('comes back by itself when its process is killed', async () => {
    const before = await product.api('getServerStatus', { params: { id: name } });
    process.kill(before.pid ?? 0, 'SIGKILL');
    const after = await soon(async () => {
      const status = await product.api('getServerStatus', { params: { id: name } });
      expect(status).toMatchObject({ status: 'running', restartCount: 1 });
      expect(status.pid).not.toBe(before.pid);
      return status;
    });
    expect(isAlive(after.pid ?? 0)).toBe(true);
    await walk('v2-legacy', { transport: 'streamable', url: `${product.url}/mcp/${name}` });
    const { runs } = await product.api('listProcessRuns', { params: { id: name } });
    expect(runs[0]).toMatchObject({ signal: 'SIGKILL', cause: 'crashed' });
  });
});

test('a credential reaches the upstream of the operation that asks for it, and no other', async () => {
  await using client = await connectOfficial('v2-legacy', {
    transport: 'streamable',
    url: `${product.url}/mcp/petstore-streamable`,
  });
  await client.call('getInventory', {});
  expect(petstore.requests.at(-1)?.headers['x-store-key']).toBe(STORE_KEY);
  await client.call('listPets', {});
  expect(petstore.requests.at(-1)?.headers['x-store-key']).toBeUndefined();
});

test('restarting a process with wait answers with the new process, ready', async () => {
  const before = await product.api('getProcess', { params: { id: 'petstore-streamable' } });
  const after = await product.api('restartProcess', { params: { id: 'petstore-streamable' }, query: { wait: true } });
  expect(after).toMatchObject({ status: 'running', tools: petstoreTools.length });
  expect(after.pid).not.toBe(before.pid);
  expect(isAlive(before.pid ?? 0)).toBe(false);
});

test('stopping a server ends its process and leaves nothing', async () => {
  const { pid } = await product.api('getServerStatus', { params: { id: 'petstore-sse' } });
  const stopped = await product.api('stopServer', { params: { id: 'petstore-sse' }, query: { wait: true } });
  expect(stopped).toMatchObject({ wanted: 'stopped', status: 'stopped' });
  expect(isAlive(pid ?? 0)).toBe(false);
  const answer = await fetch(`${product.url}/mcp/petstore-sse`, {
    method: 'POST',
    body: '{"jsonrpc":"2.0","id":1,"method":"ping"}',
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(503);
});

test('a manager that is restarted brings back what was wanted running, and only that', async () => {
  await product.end();
  expect(pidsWith(document)).toEqual([]);
  product = await startProduct(home.path);
  await soon(async () => {
    const { servers } = await product.api('listServers', {});
    const states = Object.fromEntries(servers.map(({ definition, status }) => [definition.name, status.status]));
    expect(states).toEqual({
      'petstore-streamable': 'running',
      'petstore-stdio': 'running',
      'petstore-sse': 'stopped',
    });
  });
  await walk('v2-auto', { transport: 'streamable', url: `${product.url}/mcp/petstore-stdio` });
});

test('a manager that is killed leaves no server behind, and the next one brings them back', async () => {
  await product.end('SIGKILL');
  await soon(() => expect(pidsWith(document)).toEqual([]));
  product = await startProduct(home.path);
  await soon(async () =>
    expect((await product.api('getServerStatus', { params: { id: 'petstore-streamable' } })).status).toBe('running'),
  );
});

test('a deleted server is gone with its process', async () => {
  const { pid } = await product.api('getServerStatus', { params: { id: 'petstore-streamable' } });
  await product.api('deleteServer', { params: { id: 'petstore-streamable' } });
  expect(isAlive(pid ?? 0)).toBe(false);
  await expect(product.api('getServer', { params: { id: 'petstore-streamable' } })).rejects.toMatchObject({
    problem: { code: 'server_not_found', status: 404 },
  });
});
