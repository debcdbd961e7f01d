import { randomBytes } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { definition, failure, storeFile } from '../fixtures.ts';

const full = definition({
  baseUrl: 'https://petstore.example/v2',
  cwd: '/srv/petstore',
  env: { LANG: 'C', EMPTY: '' },
  watch: false,
  filter: { include: ['tag:pets'], readOnly: true },
  restart: { mode: 'on-failure', maxRetries: 0 },
  health: { intervalMs: 50 },
  autoStart: true,
  tags: ['böse', 'test'],
  secretNames: ['authToken', 'header:X-Key'],
});

describe('servers', () => {
  test('a definition, its secrets and what is wanted read the same after the store was closed and opened again', async () => {
    const { open } = storeFile();
    const secrets = { authToken: 'ключ-🔑', 'header:X-Key': '', __proto__x: 'z' };
    const first = await open();
    await first.servers.insert(full, secrets, 'running');
    await first.close();

    const second = await open();
    expect(await second.servers.get(full.id)).toEqual({ definition: full, wanted: 'running' });
    expect(await second.servers.secretsOf(full.id)).toEqual(secrets);
  });

  test('a server is found by its name, and by its id before another one that is named like it', async () => {
    const { servers } = await storeFile().open();
    await servers.insert(definition({ id: 'one', name: 'two', port: 1 }), {}, 'stopped');
    await servers.insert(definition({ id: 'two', name: 'a-one', port: 2 }), {}, 'stopped');

    expect((await servers.get('a-one'))?.definition.id).toBe('two');
    expect((await servers.get('two'))?.definition.id).toBe('two');
    expect(await servers.get('three')).toBeUndefined();
    expect((await servers.list()).map((server) => server.definition.name)).toEqual(['a-one', 'two']);
  });

  test('a name or a port can be had once, and what was refused leaves no trace', async () => {
    const { servers } = await storeFile().open();
    await servers.insert(definition({ id: 'a' }), {}, 'stopped');
    await servers.insert(definition({ id: 'b', name: 'other', port: 3002 }), { authToken: 'kept' }, 'stopped');

    await expect(servers.insert(definition({ id: 'c', port: 3003 }), { x: 'y' }, 'stopped')).rejects.toEqual(
      failure('name_taken', '"petstore"'),
    );
    await expect(servers.insert(definition({ id: 'c', name: 'third' }), {}, 'stopped')).rejects.toEqual(
      failure('port_taken', '3001'),
    );
    await expect(servers.update(definition({ id: 'b', name: 'other', port: 3001 }), {})).rejects.toEqual(
      failure('port_taken'),
    );
    expect(await servers.list()).toHaveLength(2);
    expect(await servers.secretsOf('b')).toEqual({ authToken: 'kept' });
  });

  test('any number of servers may be without a port', async () => {
    const { servers } = await storeFile().open();
    for (const id of ['a', 'b']) {
      const { port: _port, ...stdio } = definition({ id, name: id, transport: 'stdio' });
      await servers.insert(stdio, {}, 'stopped');
      expect((await servers.get(id))?.definition).toEqual(stdio);
    }
  });

  test('an update clears fields that are gone and keeps the secrets unless new ones are given', async () => {
    const { servers } = await storeFile().open();
    await servers.insert(full, { authToken: 'old', 'header:X-Key': 'k' }, 'running');
    const { port: _port, filter: _filter, ...changed } = full;

    await servers.update(changed);
    expect(await servers.get(full.id)).toEqual({ definition: changed, wanted: 'running' });
    expect(await servers.secretsOf(full.id)).toEqual({ authToken: 'old', 'header:X-Key': 'k' });

    await servers.update(changed, { authToken: 'new' });
    expect(await servers.secretsOf(full.id)).toEqual({ authToken: 'new' });
  });

  test('what is wanted changes alone', async () => {
    const { servers } = await storeFile().open();
    await servers.insert(full, {}, 'stopped');
    await servers.setWanted(full.id, 'running');
    expect(await servers.get(full.id)).toEqual({ definition: full, wanted: 'running' });
  });

  test('changes to a server that does not exist are refused', async () => {
    const { servers } = await storeFile().open();
    const refused = failure('server_not_found', '"none"');
    await expect(servers.update(definition({ id: 'none' }))).rejects.toEqual(refused);
    await expect(servers.setWanted('none', 'running')).rejects.toEqual(refused);
    await expect(servers.delete('none')).rejects.toEqual(refused);
    await expect(servers.secretsOf('none')).rejects.toEqual(refused);
  });

  test('a deleted server takes its secrets, metrics, health checks and runs along, and leaves its events', async () => {
    const { open, file } = storeFile();
    const store = await open();
    const { servers, metrics, health, runs, events } = store;
    const { id } = full;
    const at = '2026-01-02T03:04:00.000Z';
    await servers.insert(full, { authToken: 'x' }, 'running');
    await metrics.append([{ serverId: id, point: { at, cpu: 1, memory: 2 } }]);
    await health.append({ id, runId: 1, at, ok: true, durationMs: 3 });
    const ended = { runId: 1, exitCode: 0, signal: null, startedAt: at, endedAt: at, uptimeMs: 0 };
    await runs.append(id, { ...ended, cause: 'asked' });
    await events.append({ at, serverId: id, serverName: 'petstore', type: 'deleted', detail: 'It was deleted.' });

    await servers.delete(id);
    expect(await events.latest(10, id)).toHaveLength(1);
    await store.close();
    const raw = new Sqlite(file, { readonly: true });
    const tables = ['servers', 'server_secrets', 'metrics', 'health_checks', 'runs'];
    const left = tables.filter((table) => raw.prepare(`SELECT 1 FROM ${table}`).get());
    expect(left).toEqual([]);
    raw.close();
  });

  test('secrets do not open with another key, and the message names the secret without telling it', async () => {
    const { open } = storeFile();
    const { servers } = await open();
    await servers.insert(full, { authToken: 'hunter2-hunter2' }, 'stopped');

    const other = await open({ secretKey: randomBytes(32) });
    await expect(other.servers.secretsOf(full.id)).rejects.toEqual(failure('secret_unreadable', '"authToken"'));
    await expect(other.servers.secretsOf(full.id)).rejects.not.toEqual(failure('secret_unreadable', 'hunter2'));
    expect((await other.servers.list())[0]?.definition).toEqual(full);
  });

  test('a sealed secret moved to another server in the file does not open there', async () => {
    const { open, file } = storeFile();
    const { servers } = await open();
    await servers.insert(definition({ id: 'a', name: 'a', port: 1 }), { authToken: 'of-a' }, 'stopped');
    await servers.insert(definition({ id: 'b', name: 'b', port: 2 }), {}, 'stopped');
    const raw = new Sqlite(file);
    raw.prepare("UPDATE server_secrets SET server_id = 'b'").run();
    raw.close();
    await expect(servers.secretsOf('b')).rejects.toEqual(failure('secret_unreadable'));
  });

  test('the file holds no secret in the clear', async () => {
    const { open, bytes } = storeFile();
    const store = await open();
    const { servers } = store;
    const secret = 'planted-secret-4711-planted';
    await servers.insert(full, { authToken: secret }, 'stopped');
    await servers.update(full, { authToken: `${secret}-again` });
    const whileOpen = await bytes();
    await store.close();
    const inBase64 = Buffer.from(secret).toString('base64').slice(0, 24);
    for (const disk of [whileOpen, await bytes()]) {
      const there = ['petstore.example', secret, inBase64].filter((text) => disk.includes(text));
      expect(there).toEqual(['petstore.example']);
    }
  });

  test('a row that is no definition any more is named as a failure of the database', async () => {
    const { open, file } = storeFile();
    const { servers } = await open();
    await servers.insert(full, {}, 'stopped');
    const raw = new Sqlite(file);
    for (const body of ['{}', 'not json', 'null']) {
      raw.prepare('UPDATE servers SET body = ?').run(body);
      await expect(servers.list()).rejects.toEqual(failure('store_unusable', `${file} holds a row in servers`));
    }
    raw.close();
  });
});
