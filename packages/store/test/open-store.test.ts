import { execFile } from 'node:child_process';
import { mkdir, open as openFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openStore } from '../src/index.ts';
import { definition, failure, storeFile } from './fixtures.ts';

const program = fileURLToPath(new URL('programs/opens-the-store.ts', import.meta.url));
const secretKey = new Uint8Array(32);

function raw<T>(file: string, work: (database: Sqlite.Database) => T): T {
  const database = new Sqlite(file);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

describe('opening the store', () => {
  test('a missing file is made, readable by its owner only, with every committed migration in it', async () => {
    const { file, open } = storeFile();
    await (await open()).close();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const journalFile = new URL('../migrations/meta/_journal.json', import.meta.url);
    const journal = JSON.parse(await readFile(journalFile, 'utf8')) as { entries: { when: number }[] };
    raw(file, (database) => {
      const applied = database.prepare('SELECT created_at FROM __drizzle_migrations ORDER BY 1').pluck().all();
      expect(applied).toEqual(journal.entries.map((entry) => entry.when));
      expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    });
  });

  test('two stores on the same file see what the other one wrote', async () => {
    const { open } = storeFile();
    const [one, other] = await Promise.all([open(), open()]);
    await one.servers.insert(definition(), { authToken: 'shared' }, 'stopped');
    expect(await other.servers.secretsOf(definition().id)).toEqual({ authToken: 'shared' });
    await other.servers.setWanted(definition().id, 'running');
    expect((await one.servers.list())[0]?.wanted).toBe('running');
    await one.close();
    await one.close();
    expect(await other.servers.list()).toHaveLength(1);
  });

  test('processes that open a new file at the same moment all find it whole and lose no event', async () => {
    const { file, open } = storeFile(secretKey);
    const args = ['--conditions=mcpm-source', program, file, '25'];
    await Promise.all([1, 2, 3, 4].map(() => promisify(execFile)(process.execPath, args)));
    const events = await (await open()).events.since(0, 1000);
    expect(events.map((event) => event.seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(new Set(events.map((event) => event.detail)).size).toBe(4);
  });

  test('a store in memory works and leaves nothing behind', async () => {
    const store = await openStore({ file: ':memory:', secretKey });
    await store.servers.insert(definition(), {}, 'stopped');
    expect(await store.servers.list()).toHaveLength(1);
    await store.close();
  });

  test('a key of the wrong length is a mistake of the caller', async () => {
    await expect(openStore({ file: ':memory:', secretKey: new Uint8Array(16) })).rejects.toThrow(RangeError);
  });
});

describe('a file that cannot be used is named, and left as it is', () => {
  test('no database at all', async () => {
    const { file, open } = storeFile();
    await writeFile(file, 'These are not the bytes you are looking for. '.repeat(100));
    const before = await readFile(file);
    await expect(open()).rejects.toEqual(failure('store_unusable', file));
    expect(await readFile(file)).toEqual(before);
  });

  test('a database with a damaged page in its middle', async () => {
    const { file, open } = storeFile();
    const store = await open();
    const detail = 'x'.repeat(2000);
    for (let n = 0; n < 50; n += 1) {
      await store.events.append({ at: '', serverId: 'a', serverName: 'a', type: 'ready', detail });
    }
    await store.close();
    const { size } = await stat(file);
    const handle = await openFile(file, 'r+');
    await handle.write(Buffer.alloc(8192, 0xa5), 0, 8192, Math.floor(size / 2 / 4096) * 4096);
    await handle.close();
    await expect(open()).rejects.toEqual(failure('store_unusable', file));
  });

  test('a database of a newer version', async () => {
    const { file, open } = storeFile();
    await (await open()).close();
    raw(file, (database) =>
      database.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('later', 9999999999999)").run(),
    );
    await expect(open()).rejects.toEqual(failure('store_unusable', 'newer version'));
  });

  test('a database of another program', async () => {
    const { file, open } = storeFile();
    raw(file, (database) => database.exec('CREATE TABLE songs (title TEXT)'));
    const before = await readFile(file);
    await expect(open()).rejects.toEqual(failure('store_unusable', 'another program'));
    expect(await readFile(file)).toEqual(before);
  });

  test('a database whose migration fails half way', async () => {
    const { file, open } = storeFile();
    raw(file, (database) =>
      database.exec('CREATE TABLE __drizzle_migrations (id, hash, created_at); CREATE TABLE tokens (id)'),
    );
    await expect(open()).rejects.toEqual(failure('store_unusable', 'table `tokens` already exists'));
    const tables = raw(file, (database) => database.prepare('SELECT name FROM sqlite_master').pluck().all());
    expect(tables).toEqual(['__drizzle_migrations', 'tokens']);
  });

  test('a directory, and a file whose directory is missing', async () => {
    const { file, directory, open } = storeFile();
    await mkdir(file);
    await expect(open()).rejects.toEqual(failure('store_unusable', `${file} cannot be opened for writing (EISDIR)`));
    const lost = join(directory, 'missing', 'mcpm.db');
    await expect(open({ file: lost })).rejects.toEqual(failure('store_unusable', `${lost} cannot be opened`));
  });

  test('a database that is damaged while it is open', async () => {
    const { file, open } = storeFile();
    const store = await open();
    raw(file, (database) => {
      database.unsafeMode();
      database.pragma('writable_schema = ON');
      database.prepare("UPDATE sqlite_master SET rootpage = 999999 WHERE name = 'operations'").run();
      // A new schema version makes the open store read the schema again.
      database.pragma('schema_version = 999');
    });
    await expect(store.operations.latest(1)).rejects.toEqual(failure('store_unusable', file));
  });
});
