import { expect, test } from 'vitest';
import { stall } from './stalled-supervisor.ts';

test.concurrent.each(['blocked', 'suspended'] as const)(
  'P22: a supervisor that is %s for 3 s blames no child for it',
  async (how) => {
    expect(await stall(how, 3000)).toEqual({ ended: 0, failed: 0, runs: [1, 1, 1, 1, 1] });
  },
);
