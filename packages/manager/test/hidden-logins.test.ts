import { once } from 'node:events';
import { createServer } from 'node:http';
import { CreateServer } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { previewDocument } from '../src/index.ts';
import { runnerArguments } from '../src/runner-arguments.ts';
import { createBench, document } from './fakes/ports.ts';

/** A manager with one server whose document is behind a password, and the requests that its document was asked for with. */
async function open() {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    response.end(
      request.url?.endsWith('.yaml') ? 'overlay: 1.0.0\ninfo: {title: t, version: "1"}\nactions: []' : document,
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const bench = await createBench();
  const openapiUrl = `http://user:url-secret@${host}/openapi.json`;
  const overlay = `http://token-secret@${host}/fix.yaml`;
  const request = { name: 'weather', openapiUrl, runner: { overlays: [overlay, '/fix.yaml'] } };
  const created = await bench.manager.servers.createServer(CreateServer.parse(request));
  return {
    ...bench,
    host,
    asked,
    created,
    kept: () => bench.store.rows.get(created.definition.id)?.definition,
    [Symbol.dispose]: () => server.close(),
  };
}

const basic = `Basic ${btoa('user:url-secret')}`;

test('R34: the passwords of addresses are hidden wherever a definition is shown, and kept where it runs', async () => {
  using bench = await open();
  const { manager, created, host, kept } = bench;
  const told: unknown[] = [];
  manager.servers.subscribe((change) => told.push(change));
  const updated = await manager.servers.updateServer('weather', { tags: ['x'] }, { apply: false });
  const shown = [
    created,
    await manager.servers.getServer('weather'),
    await manager.servers.listServers(),
    updated,
    told,
  ];
  expect(told).not.toEqual([]);
  expect(JSON.stringify(shown)).not.toContain('-secret');
  expect(created.definition.openapiUrl).toBe(`http://user:***@${host}/openapi.json`);
  expect(created.definition.runner?.overlays).toEqual([`http://***@${host}/fix.yaml`, '/fix.yaml']);
  expect(kept()?.openapiUrl).toBe(`http://user:url-secret@${host}/openapi.json`);
});

test('R34: what was shown may be sent back: its passwords are those that are kept', async () => {
  using bench = await open();
  const { manager, created, host, asked, kept } = bench;
  const { openapiUrl, runner } = created.definition;
  const before = kept();
  await manager.servers.updateServer('weather', { openapiUrl, runner }, { apply: false });
  expect(kept()).toMatchObject({ openapiUrl: before?.openapiUrl, runner: before?.runner });
  const moved = openapiUrl.replace('openapi.json', 'v2.json?a=@b');
  await manager.servers.updateServer('weather', { openapiUrl: moved }, { apply: false });
  expect(kept()?.openapiUrl).toBe(`http://user:url-secret@${host}/v2.json?a=@b`);
  expect(asked.at(-1)).toBe(`/v2.json?a=@b ${basic}`);
});

test('R34: a hidden password goes to no other host and no other user, and makes no new server', async () => {
  using bench = await open();
  const { manager, host, asked, kept } = bench;
  const before = { kept: kept(), asked: asked.length };
  const refusal = { code: 'validation_failed', faults: [{ pointer: '/openapiUrl' }] };
  for (const openapiUrl of [
    `http://user:***@localhost:${host.split(':')[1]}/openapi.json`,
    `http://other:***@${host}/`,
  ])
    await expect(manager.servers.updateServer('weather', { openapiUrl }, { apply: false })).rejects.toMatchObject(
      refusal,
    );
  const openapiUrl = `http://user:***@${host}/openapi.json`;
  const create = CreateServer.parse({ name: 'other', openapiUrl });
  await expect(manager.servers.createServer(create)).rejects.toMatchObject(refusal);
  const overlays = ['/fix.yaml', `http://user:***@elsewhere.example/fix.yaml`];
  await expect(
    manager.servers.updateServer('weather', { runner: { overlays } }, { apply: false }),
  ).rejects.toMatchObject({ faults: [{ pointer: '/runner/overlays/1' }] });
  expect({ kept: kept(), asked: asked.length }).toEqual(before);
});

test('R34: a login is hidden however the slashes of its address are written', async () => {
  const { manager } = await createBench();
  for (const [place, slashes] of ['//', '///', '//\\\\'].entries()) {
    const baseUrl = `https:${slashes}user:url-secret@api.example.com/`;
    expect(new URL(baseUrl).password).toBe('url-secret');
    const request = CreateServer.parse({ name: `weather-${place}`, openapi: document, baseUrl });
    const { definition } = await manager.servers.createServer(request);
    expect(definition.baseUrl).toBe(`https:${slashes}user:***@api.example.com/`);
    const { argv } = runnerArguments({ openapi: 'a.yaml', baseUrl });
    expect(argv.join(' ')).not.toContain('url-secret');
  }
});

test('R34: a look at a document behind a hidden password is refused, and says why; nothing is asked for', async () => {
  const asked: unknown[] = [];
  const ask = (input: unknown) => {
    asked.push(input);
    return Promise.reject(new Error('asked'));
  };
  for (const login of ['***', 'user:***'])
    await expect(previewDocument({ openapiUrl: `https://${login}@api.example.com/a.json` }, ask)).rejects.toMatchObject(
      {
        code: 'validation_failed',
        faults: [
          { pointer: '/openapiUrl', message: 'hides its password (***), which is not known here: write it out' },
        ],
      },
    );
  expect(asked).toEqual([]);
});

test('an address without a login is shown and taken as it is', async () => {
  const { manager, store } = await createBench();
  const request = { name: 'weather', openapi: document, baseUrl: 'https://api.example.com/users/@me/***@x' };
  const { definition } = await manager.servers.createServer(CreateServer.parse(request));
  expect(definition.baseUrl).toBe(request.baseUrl);
  expect(store.rows.get(definition.id)?.definition.baseUrl).toBe(request.baseUrl);
});
