// Owns what the store's tests start from: a definition, an opened store in a directory of its own, and the bytes on disk.
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorCode, ServerDefinition } from '@mcpm/domain';
import { temporaryHome } from '@mcpm/test-kit';
import { expect, onTestFinished } from 'vitest';
import { openStore, type Store, type StoreOptions } from '../src/index.ts';

/** A definition that passes, with changes. */
export function definition(changes: object = {}): ServerDefinition {
  return ServerDefinition.parse({
    id: '0197a1f2-petstore',
    name: 'petstore',
    kind: 'openapi',
    transport: 'streamable',
    port: 3001,
    endpoint: '/mcp',
    openapiUrl: 'https://petstore.example/openapi.json',
    inline: false,
    secretNames: [],
    createdAt: '2026-01-02T03:04:05.000Z',
    updatedAt: '2026-01-02T03:04:05.000Z',
    ...changes,
  });
}

/** A store in a real file; stores opened through it are closed and the directory is removed when the test ends. */
export function storeFile(key: Uint8Array = randomBytes(32)): {
  readonly directory: string;
  readonly file: string;
  readonly open: (options?: Partial<StoreOptions>) => Promise<Store>;
  readonly bytes: () => Promise<Buffer>;
} {
  const home = temporaryHome();
  const file = join(home.path, 'mcpm.db');
  const stores: Store[] = [];
  onTestFinished(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await home.remove();
  });
  return {
    directory: home.path,
    file,
    open: async (options = {}) => {
      const store = await openStore({ file, secretKey: key, ...options });
      stores.push(store);
      return store;
    },
    /** The database with its write-ahead log, as they lie on disk. */
    bytes: async () => {
      const names = (await readdir(home.path)).filter((name) => name.startsWith('mcpm.db'));
      return Buffer.concat(await Promise.all(names.map((name) => readFile(join(home.path, name)))));
    },
  };
}

/** Matches a rejection with this code whose detail holds these words. */
export function failure(code: ErrorCode, words = ''): unknown {
  return expect.objectContaining({ name: 'McpmError', code, message: expect.stringContaining(words) });
}
