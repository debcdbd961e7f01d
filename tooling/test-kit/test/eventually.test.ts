import { describe, expect, test } from 'vitest';
import { eventually } from '../src/index.ts';

describe('eventually', () => {
  test('repeats until the assertion passes and returns its value', async () => {
    let tries = 0;
    const value = await eventually(
      () => {
        tries += 1;
        expect(tries).toBeGreaterThan(2);
        return `after ${tries}`;
      },
      { intervalMs: 1 },
    );
    expect(value).toBe('after 3');
  });

  test('throws the last error once the deadline is over', async () => {
    let tries = 0;
    const hopeless = eventually(
      async () => {
        tries += 1;
        throw new Error(`try ${tries}`);
      },
      { timeoutMs: 30, intervalMs: 5 },
    );
    await expect(hopeless).rejects.toThrow(/^try \d+$/);
    expect(tries).toBeGreaterThan(1);
  });

  test('an assertion that never settles fails at the deadline', async () => {
    const stuck = eventually(() => Promise.withResolvers<void>().promise, { timeoutMs: 20 });
    await expect(stuck).rejects.toThrow('still pending');
  });
});
