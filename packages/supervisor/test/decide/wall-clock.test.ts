import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@mcpm/test-kit';
import { afterEach, expect, test, vi } from 'vitest';
import { managed, Supervision } from '../supervision.ts';

const DAY_MS = 86_400_000;

afterEach(() => void vi.useRealTimers());

test('P17: no decision reads a clock or draws a number: time and chance are handed in', () => {
  const directory = join(import.meta.dirname, '../../src/decide');
  const impure = readdirSync(directory).filter((file) =>
    /\bDate\b|performance\.|Math\.random|setTimeout|process\.|node:/.test(readFileSync(join(directory, file), 'utf8')),
  );
  expect(impure).toEqual([]);
});

test.each([DAY_MS, -DAY_MS])('P17: a wall clock that jumps by %i ms moves no timer', async (jump) => {
  await using supervision = new Supervision();
  const restart = { initialDelayMs: 300, maxDelayMs: 300 };
  const waited: number[] = [];
  supervision.manager.subscribe((event) => {
    if (event.type !== 'status') return;
    if (event.info.status === 'backoff') waited[0] ??= performance.now();
    if (event.info.status === 'queued' && waited[0] !== undefined) waited[1] ??= performance.now();
  });
  await supervision.manager.startProcess(managed('crashes-after-ready', { restart }));
  await eventually(() => expect(supervision.manager.getProcessInfo('crashes-after-ready')?.status).toBe('backoff'));
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + jump });
  await eventually(() =>
    expect(supervision.manager.getProcessInfo('crashes-after-ready')).toMatchObject({ status: 'running', runId: 2 }),
  );
  const [from = NaN, to = NaN] = waited;
  expect(to - from).toBeGreaterThan(290);
  expect(to - from).toBeLessThan(10_000);
});
