// A document that changes while its server runs, and a definition that is changed: what clients see follows.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { connectOfficial } from '../src/official-client.ts';
import { soon } from '../src/soon.ts';
import { repository, startProduct } from '../src/start-product.ts';

const petstore = readFileSync(join(repository, 'examples/petstore/petstore.yaml'), 'utf8');

test('a watched document that loses an operation loses its tool, a broken edit changes nothing, and the process stays', async () => {
  await using home = temporaryHome();
  const file = join(home.path, 'petstore.yaml');
  writeFileSync(file, petstore);
  await using product = await startProduct(home.path);
  await product.api('createServer', { body: { name: 'watched', openapiUrl: file, watch: true } });
  const started = await product.api('startServer', { params: { id: 'watched' }, query: { wait: true } });
  expect(started.tools).toBe(9);
  writeFileSync(file, petstore.replace('operationId: getInventory', 'operationId: countPets'));
  await using client = await connectOfficial('v2-legacy', {
    transport: 'streamable',
    url: `${product.url}/mcp/watched`,
  });
  await soon(async () => expect(await client.toolNames()).toContain('countPets'));
  writeFileSync(file, 'this: [is no OpenAPI document');
  await soon(async () => {
    const { lines } = await product.api('getProcessLogs', { params: { id: 'watched' } });
    expect(lines.some(({ level, text }) => level === 'error' && text.includes('last good document'))).toBe(true);
  });
  expect(await client.toolNames()).toContain('countPets');
  expect(await product.api('getServerStatus', { params: { id: 'watched' } })).toMatchObject({
    status: 'running',
    pid: started.pid,
  });
});

test('a change that needs a restart says so, and with apply it is true for clients at once', async () => {
  await using home = temporaryHome();
  await using product = await startProduct(home.path);
  await product.api('createServer', { body: { name: 'pets', openapi: petstore, autoStart: true } });
  await soon(async () =>
    expect((await product.api('getServerStatus', { params: { id: 'pets' } })).status).toBe('running'),
  );
  const filter = { filter: { include: ['method:get'] } };
  expect(await product.api('updateServer', { params: { id: 'pets' }, body: filter })).toMatchObject({
    needs: 'restart',
    applied: false,
  });
  const { server } = await product.api('updateServer', {
    params: { id: 'pets' },
    query: { apply: true },
    body: filter,
  });
  expect(server.status).toMatchObject({ status: 'running', restartCount: 0 });
  await using client = await connectOfficial('v2-legacy', { transport: 'streamable', url: `${product.url}/mcp/pets` });
  expect((await client.toolNames()).toSorted()).toEqual([
    'getInventory',
    'getOrder',
    'getPet',
    'getPetPhoto',
    'listPets',
    'read_answer',
  ]);
});
