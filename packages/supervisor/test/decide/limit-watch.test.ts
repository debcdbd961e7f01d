import type { ProcessLimits } from '@mcpm/domain';
import { describe, expect, test } from 'vitest';
import { needsSamples, watchLimits, withinLimits, type Usage } from '../../src/decide/limit-watch.ts';

const MIB = 1024 * 1024;
const usage = (changes: Partial<Usage>): Usage => ({ cpu: 0, memory: 10 * MIB, sampledOverMs: 10_000, ...changes });

/** The number of the sample that broke a limit, from 1, and the words; undefined when none did. */
function breachIn(limits: ProcessLimits, samples: readonly Usage[]): { at: number; detail: string } | undefined {
  let state = withinLimits;
  for (const [index, sample] of samples.entries()) {
    const step = watchLimits(state, sample, limits, 'petstore');
    if (step.breach) return { at: index + 1, detail: step.breach.detail };
    ({ state } = step);
  }
  return undefined;
}

describe('limits', () => {
  const over = usage({ memory: 612 * MIB });
  const under = usage({ memory: 512 * MIB });

  test('of memory are broken by the third sample in a row above, and named with the figures', () => {
    expect(breachIn({ memorySoft: 512 * MIB }, [over, over, under, over, over, over])).toEqual({
      at: 6,
      detail: 'petstore used 612 MiB of memory and more than its 512 MiB in 3 samples in a row (memorySoft).',
    });
    expect(breachIn({ memorySoft: 512 * MIB }, [over, over, under, over, over, under])).toBeUndefined();
  });

  test('of memory that may never be passed are broken by one sample', () => {
    expect(breachIn({ memorySoft: 100 * MIB, memoryHard: 2048 * MIB }, [usage({ memory: 2560 * MIB })])).toEqual({
      at: 1,
      detail: 'petstore used 2.5 GiB of memory; it may never use more than 2.0 GiB (memoryHard).',
    });
  });

  test('of CPU are broken by three samples, and a sample over a moment counts neither way', () => {
    const busy = usage({ cpu: 99.6 });
    const moment = usage({ cpu: 0, sampledOverMs: 300 });
    expect(breachIn({ cpu: 50 }, [busy, moment, busy, moment, busy])).toEqual({
      at: 5,
      detail: 'petstore used 100 % of a core and more than its 50 % in 3 samples in a row (cpu).',
    });
    expect(breachIn({ cpu: 50 }, [usage({ cpu: 400, sampledOverMs: 300 }), busy, busy])).toBeUndefined();
  });

  test('of open files are broken by three samples at the limit', () => {
    const full = usage({ openFiles: 64 });
    expect(breachIn({ openFiles: 64 }, [full, full, full])).toEqual({
      at: 3,
      detail: 'petstore had 64 open files, all of its 64, in 3 samples in a row (openFiles).',
    });
    expect(breachIn({ openFiles: 64 }, [usage({}), usage({}), usage({})])).toBeUndefined();
  });

  test('that are broken are told with a code and what to do', () => {
    const { breach } = watchLimits(withinLimits, over, { memoryHard: MIB }, 'petstore');
    expect(breach).toMatchObject({ code: 'process_over_limit', next: expect.stringContaining('raise the limit') });
  });

  test('that are not set are never broken, and need no samples', () => {
    const huge = usage({ memory: 1e15, cpu: 6400, openFiles: 1e6 });
    expect(breachIn({}, [huge, huge, huge, huge])).toBeUndefined();
    expect(needsSamples({})).toBe(false);
    expect(needsSamples({ ageMs: 1000 })).toBe(false);
    expect(needsSamples({ cpu: 10 })).toBe(true);
  });
});
