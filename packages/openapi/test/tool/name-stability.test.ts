import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileValue, documentOf } from '../one-operation.ts';

interface Head {
  readonly method: string;
  readonly path: string;
  readonly operationId: string | undefined;
}

const keyOf = ({ method, path }: Omit<Head, 'operationId'>): string => `${method.toUpperCase()} ${path}`;

async function namesOf(heads: readonly Head[], nameBudget: number): Promise<ReadonlyMap<string, string>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, operationId } of heads) (paths[path] ??= {})[method] = { operationId, responses: {} };
  const { plans } = await compileValue(documentOf(paths), { nameBudget });
  return new Map(plans.map(({ name, operation }) => [keyOf(operation), name]));
}

/** Few letters, so that ids are often equal, equal but for case or accents, too long, empty, or without a letter of ours. */
const id = fc
  .array(fc.constantFrom('a', 'A', 'get', '_', '-', '.', ' ', 'é', '2', '用', '🎉', 'long-name-'), { maxLength: 8 })
  .map((parts) => parts.join(''));

const head = fc.record<Head>({
  method: fc.constantFrom('get', 'post', 'delete'),
  path: fc
    .array(fc.constantFrom('a', 'A', 'a.b', '用', 'users'), { maxLength: 3 })
    .chain((parts) => fc.constantFrom('', '/{id}').map((end) => `/${parts.join('/')}${end}`)),
  operationId: fc.option(id, { nil: undefined }),
});

const heads = fc.uniqueArray(head, { selector: keyOf, minLength: 1, maxLength: 12 });

test('R22: names fit every client, are unique, and do not depend on other operations or their order', async () => {
  await fc.assert(
    fc.asyncProperty(heads, fc.constantFrom(12, 24, 64), async (operations, budget) => {
      const names = await namesOf(operations, budget);
      expect(names.size).toBe(operations.length);
      for (const name of names.values()) {
        expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_-]*$/);
        expect(name.length).toBeLessThanOrEqual(budget);
      }
      expect(new Set([...names.values()].map((name) => name.toLowerCase())).size).toBe(names.size);
      expect(await namesOf(operations.toReversed(), budget)).toEqual(names);
      const added = { method: 'get', path: '/added/by/test', operationId: 'newOne' };
      expect(await namesOf([added, ...operations], budget)).toEqual(new Map([...names, [keyOf(added), 'newOne']]));
    }),
    { numRuns: 300 },
  );
});
