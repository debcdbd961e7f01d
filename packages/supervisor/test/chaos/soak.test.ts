import { expect, test } from 'vitest';
import { crashCycles } from './crash-cycles.ts';

test('P38: after a hundred crashes a supervisor holds no descriptor, no listener and no timer more than before', async () => {
  expect(await crashCycles(100, 50)).toMatchObject({ descriptors: 0, listeners: 0, keeping: 0 });
});
