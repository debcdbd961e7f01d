// Owns the table of durations.
import { parseDuration } from '@mcpm/monitor';
import { expect, test } from 'vitest';

test.each([
  ['10s', 10_000],
  ['15m', 900_000],
  ['1h', 3_600_000],
  ['9999d', 863_913_600_000],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', '0s', '00m', '15', 'm', '-1m', '1.5h', '1w', '10000s', ' 1m', '1m ', '1M'])(
  '%j is refused by name',
  (text) => {
    expect(() => parseDuration(text, '/step')).toThrow(
      expect.objectContaining({ code: 'validation_failed', faults: [expect.objectContaining({ pointer: '/step' })] }),
    );
  },
);
