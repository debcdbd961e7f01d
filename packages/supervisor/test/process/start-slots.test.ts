import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { StartSlots } from '../../src/process/start-slots.ts';

test('P8: a hanging start holds its slot for ten seconds and no longer', () => {
  const clock = new FakeClock();
  const slots = new StartSlots(1, clock);
  const granted: string[] = [];
  for (const id of ['hangs', 'waits', 'gave up', 'last']) slots.request(id, () => granted.push(id));
  slots.release('gave up');
  clock.advance(9999);
  expect(granted).toEqual(['hangs']);
  clock.advance(1);
  expect(granted).toEqual(['hangs', 'waits']);
  slots.release('hangs');
  slots.release('waits');
  expect(granted).toEqual(['hangs', 'waits', 'last']);
  slots.release('last');
  expect(clock.pending).toBe(0);
});
