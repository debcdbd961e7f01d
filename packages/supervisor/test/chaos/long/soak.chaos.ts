import { ProcessSpec } from '@mcpm/domain';
import { expect, test } from 'vitest';
import { newChild, type ChildState } from '../../../src/decide/child-state.ts';
import type { ChildEvent } from '../../../src/decide/child-event.ts';
import { transition } from '../../../src/decide/transition.ts';
import { crashCycles } from '../crash-cycles.ts';
import { chaosSeed, randomFrom } from '../seed.ts';

/** Crashes of a day, one in a second. */
const DAY = 86_400;

test('P38: two thousand crashes of real children make a supervisor grow by less than 5 MB, and leak nothing', async () => {
  // V8 gives a program that has much to do more room once, after some two thousand; from then on it is as large as it gets.
  const growth = await crashCycles(2000, 4000);
  expect(growth).toMatchObject({ descriptors: 0, listeners: 0, keeping: 0 });
  expect(growth.heap).toBeLessThan(5);
  expect(growth.rss).toBeLessThan(5);
});

test('P38: what is known of a child after a day of one crash in a second is no more than after an hour', () => {
  const random = randomFrom(chaosSeed('day of crashes'));
  const spec = ProcessSpec.parse({
    id: 'crasher',
    command: 'true',
    restart: { maxRetries: 1000, windowMs: 600_000, initialDelayMs: 1, maxDelayMs: 1 },
  });
  let state: ChildState = newChild(spec);
  const sizes: number[] = [];
  for (let second = 0; second < DAY; second += 1) {
    const step = (event: ChildEvent) =>
      (state = transition(state, event, { now: second * 1000 + random(), jitter: random() }).state);
    const { name } = state.phase;
    if (name === 'stopped') step({ type: 'start', spec });
    if (name === 'backoff' || name === 'failed') step({ type: 'timer', timer: 'retry', runId: state.runId });
    step({ type: 'slot' });
    const { runId } = state;
    for (const type of ['spawned', 'ready'] as const) step({ type, runId });
    step({ type: 'exited', runId, code: 1, signal: null });
    step({ type: 'drained', runId });
    if (second % 3600 === 3599) sizes.push(JSON.stringify(state).length);
  }
  expect(state.runId).toBe(DAY);
  expect(Math.max(...sizes)).toBeLessThan((sizes[0] ?? 0) * 1.2);
});
