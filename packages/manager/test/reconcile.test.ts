import { Status, Wanted } from '@mcpm/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reconcile } from '@mcpm/manager';

const ids: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd');
const wantedMap = fc
  .uniqueArray(fc.tuple(ids, fc.constantFrom(...Wanted.options)), { selector: ([id]) => id })
  .map((rows) => new Map(rows));
const actualMap = fc
  .uniqueArray(fc.tuple(ids, fc.constantFrom(...Status.options)), { selector: ([id]) => id })
  .map((rows) => new Map(rows));

test('what is wanted running and has no process is started', () => {
  expect(reconcile(new Map([['a', 'running']]), new Map())).toEqual([{ type: 'start', id: 'a' }]);
});

test('a failed or stuck process is not started over by itself', () => {
  expect(
    reconcile(
      new Map([
        ['a', 'running'],
        ['b', 'running'],
      ]),
      new Map([
        ['a', 'failed'],
        ['b', 'stuck'],
      ]),
    ),
  ).toEqual([]);
});

test('whatever is wanted and is: at most one action each, and none where they agree', () => {
  fc.assert(
    fc.property(wantedMap, actualMap, (wanted, actual) => {
      const actions = reconcile(wanted, actual);
      expect(new Set(actions.map(({ id }) => id)).size).toBe(actions.length);
      for (const { id } of actions) {
        const agrees =
          wanted.get(id) === 'running' ? actual.get(id) === 'running' : wanted.has(id) && actual.get(id) === 'stopped';
        expect(agrees).toBe(false);
      }
    }),
  );
});
