// Owns the proof that totals of runs become counts without a call lost or counted twice.
import { expect, test } from 'vitest';
import { countSince, type Totals } from '../../src/series/call-counter.ts';
import { sample } from '../samples.ts';

test.each<
  [
    string,
    Totals | undefined,
    { runId?: number; calls?: number; errors?: number },
    { calls?: number; errors?: number },
    Totals,
  ]
>([
  [
    'the first sample adds all of its totals',
    undefined,
    { calls: 5, errors: 1 },
    { calls: 5, errors: 1 },
    { runId: 1, calls: 5, errors: 1 },
  ],
  [
    'the next adds what grew',
    { runId: 1, calls: 5, errors: 1 },
    { calls: 9, errors: 1 },
    { calls: 4, errors: 0 },
    { runId: 1, calls: 9, errors: 1 },
  ],
  [
    'a new run begins at 0',
    { runId: 1, calls: 5, errors: 1 },
    { runId: 2, calls: 7, errors: 2 },
    { calls: 7, errors: 2 },
    { runId: 2, calls: 7, errors: 2 },
  ],
  [
    'a total that went down begins at 0',
    { runId: 1, calls: 5, errors: 1 },
    { calls: 2, errors: 1 },
    { calls: 2, errors: 0 },
    { runId: 1, calls: 2, errors: 1 },
  ],
  ['a sample without totals keeps the last', { runId: 1, calls: 5 }, {}, {}, { runId: 1, calls: 5, errors: undefined }],
  [
    'a new run without totals forgets the last',
    { runId: 1, calls: 5 },
    { runId: 2 },
    {},
    { runId: 2, calls: undefined, errors: undefined },
  ],
])('%s', (_, last, figures, counted, totals) => {
  expect(countSince(last, sample(0, figures))).toEqual({ counted, totals });
});
