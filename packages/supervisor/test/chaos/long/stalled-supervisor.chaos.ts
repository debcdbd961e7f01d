import { expect, test } from 'vitest';
import { stall } from '../stalled-supervisor.ts';

test.each(['blocked', 'suspended'] as const)(
  'P22: a supervisor that is %s for 10 s blames no child for it',
  async (how) => {
    expect(await stall(how, 10_000)).toEqual({ ended: 0, failed: 0, runs: [1, 1, 1, 1, 1] });
  },
);
