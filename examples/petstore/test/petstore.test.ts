import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startPetstore, STORE_KEY } from '../upstream.ts';

interface Call {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly method: string;
  /** The path of the document as a pattern. */
  readonly pattern: RegExp;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

const rex = { name: 'Rex II', status: 'available', tags: ['small'], bornOn: null };

// One call of each operation, in an order in which all of them succeed.
const calls: Readonly<Record<string, Call>> = {
  listPets: { path: '/pets?status=available&tags=small&tags=large&limit=2' },
  createPet: { path: '/pets', body: rex, headers: { 'idempotency-key': 'k1' } },
  getPet: { path: '/pets/4' },
  updatePet: { path: '/pets/4', body: { ...rex, name: 'Rex III' } },
  getPetPhoto: { path: '/pets/4/photo' },
  placeOrder: { path: '/orders', body: { petId: 1, shipAt: '2026-12-01T10:00:00Z' } },
  getOrder: { path: '/orders/1' },
  getInventory: { path: '/inventory', headers: { 'x-store-key': STORE_KEY } },
  deletePet: { path: '/pets/4' },
};

async function operations(): Promise<readonly Operation[]> {
  const text = await readFile(fileURLToPath(import.meta.resolve('@mcpm/example-petstore/petstore.yaml')), 'utf8');
  const { paths }: { paths: Record<string, Record<string, Operation>> } = parse(text);
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => ({
        ...operation,
        method: method.toUpperCase(),
        pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}(\\?|$)`),
      })),
  );
}

async function send(url: string, method: string, { path, headers, body }: Call): Promise<Response> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(`${url}${path}`, { method, headers: { ...type, ...headers }, ...json });
}

describe('petstore', () => {
  test('every operation of the document is served, and answers as the document says', async () => {
    await using store = await startPetstore();
    const documented = new Map((await operations()).map((operation) => [operation.operationId, operation]));
    expect(Object.keys(calls).toSorted()).toEqual([...documented.keys()].toSorted());
    for (const [operationId, call] of Object.entries(calls)) {
      const operation = documented.get(operationId)!;
      expect(call.path).toMatch(operation.pattern);
      const response = await send(store.url, operation.method, call);
      const [success] = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
      expect({ operationId, status: String(response.status) }).toEqual({ operationId, status: success });
      const [type] = Object.keys(operation.responses[success!]!.content ?? {});
      expect(response.headers.get('content-type')?.split(';')[0]).toBe(type);
      await response.arrayBuffer();
    }
    expect(store.requests).toHaveLength(documented.size);
  });

  test('an unknown pet, a missing key, a bad body and an order for a sold pet are problems', async () => {
    await using store = await startPetstore();
    const refused = [
      [404, await send(store.url, 'GET', { path: '/pets/999' })],
      [401, await send(store.url, 'GET', { path: '/inventory' })],
      [400, await send(store.url, 'POST', { path: '/pets', body: { name: '' } })],
      [409, await send(store.url, 'POST', { path: '/orders', body: { petId: 3 } })],
    ] as const;
    for (const [status, response] of refused) {
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ status });
      expect(response.status).toBe(status);
    }
  });

  test('listing filters by status and by any of the tags, and records what it was asked', async () => {
    await using store = await startPetstore();
    const response = await send(store.url, 'GET', { path: '/pets?status=sold&tags=loud' });
    expect(await response.json()).toEqual([{ id: 3, name: 'Kiwi', status: 'sold', tags: ['small', 'loud'] }]);
    expect(store.requests).toMatchObject([{ method: 'GET', url: '/pets?status=sold&tags=loud' }]);
  });

  test('the same Idempotency-Key twice adds one pet', async () => {
    await using store = await startPetstore();
    const call = { path: '/pets', body: rex, headers: { 'idempotency-key': 'once' } };
    const [first, second] = [await send(store.url, 'POST', call), await send(store.url, 'POST', call)];
    expect(await second.json()).toEqual(await first.json());
    expect(await (await send(store.url, 'GET', { path: '/pets' })).json()).toHaveLength(4);
  });
});
