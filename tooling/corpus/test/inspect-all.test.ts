import { expect, test } from 'vitest';
import { corpusPage } from '../src/run/corpus-page.ts';
import { inspectAll, type InspectAllOptions } from '../src/run/inspect-all.ts';

const options: InspectAllOptions = { workers: 2, compileMs: 20_000, checkMs: 20_000, onReport: () => {} };

test('documents are inspected in other processes, and one that cannot be compiled fails alone', async () => {
  const told: string[] = [];
  const inspection = await inspectAll(['notion.com', 'no-such-api', 'swagger2'], {
    ...options,
    alone: new Set(['swagger2']),
    onReport: ({ id }) => told.push(id),
  });
  const { reports, peakMemory } = inspection;
  expect(reports.map(({ id, compiled }) => [id, compiled])).toEqual([
    ['notion.com', true],
    ['no-such-api', false],
    ['swagger2', true],
  ]);
  expect(told.toSorted()).toEqual(['no-such-api', 'notion.com', 'swagger2']);
  expect(peakMemory).toBeGreaterThan(20 * 1024 ** 2);

  const page = corpusPage({ ...inspection, seconds: 1, workers: 2, alone: ['swagger2'] });
  expect(page).toMatch(/\| `swagger2` \| 20 \| 20 \| \d+ \| \d+ \| \d+ \|/);
  expect(page).toContain('| documents | 3 |\n| compiled | 2 |\n| failed | 1 |');
  expect(page).toMatch(/\| `no-such-api` \| Error: No document "no-such-api"; known are github/);
});

test('a document over the time bound fails, its process is ended, and the next one gets another', async () => {
  const { reports } = await inspectAll(['notion.com', 'swagger2'], { ...options, workers: 1, compileMs: 1 });
  expect(reports.map(({ failures }) => failures)).toEqual([
    ['compiling takes longer than 0.001 s'],
    ['compiling takes longer than 0.001 s'],
  ]);
});
