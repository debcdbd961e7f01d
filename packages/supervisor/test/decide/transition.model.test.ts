import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { transitionTable } from '../../src/decide/transition-table.ts';
import { walk } from './model/walk.ts';

/** Random sequences of commands and faults; each has up to 60 of them. */
const SEQUENCES = 100_000;

test('P1, P2, P3, P4: 100,000 random sequences of commands and faults stay in the table, with one live run at most and one report for each', () => {
  const phases = new Set<string>();
  let events = 0;
  const happening = fc.noBias(fc.integer({ min: 0, max: 0xffff_ffff }));
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 60, size: 'max' }), (numbers) => {
      const world = walk(transitionTable, numbers);
      events += numbers.length;
      for (const phase of world.phases) phases.add(phase);
    }),
    { numRuns: SEQUENCES },
  );
  // The walk is worth something only when it has been everywhere, for long.
  expect([...phases].sort().join(' ')).toBe(
    'adopting backoff draining failed queued ready starting stopped stopping stuck',
  );
  expect(events).toBeGreaterThan(20 * SEQUENCES);
});
