import { eventually } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { script, Supervision } from '../supervision.ts';

// A start-up snapshot can hold a cache of random numbers, which then is the same in every child. None is shipped and none is used here: each child
// begins from its own program, and this is what would notice it if that changed.
test('P40: children of one program draw values of their own', async () => {
  await using supervision = new Supervision();
  const source =
    "const { randomUUID, randomInt, randomBytes } = require('node:crypto'); console.log([randomUUID(), randomInt(2 ** 47), randomBytes(8).toString('hex'), Math.random()].join())";
  const ids = ['first', 'second', 'third'];
  for (const id of ids)
    void supervision.manager.startProcess(script(id, source, { restart: { mode: 'never' } })).catch(() => undefined);
  await eventually(() => expect(supervision.of('exit')).toHaveLength(ids.length));
  const drawn = ids.flatMap((id) => supervision.output(id, 'stdout').trim().split(','));
  expect(drawn).toHaveLength(12);
  expect(new Set(drawn).size).toBe(12);
});
