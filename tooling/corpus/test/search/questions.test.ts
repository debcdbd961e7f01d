// Measures the search over real documents by the questions that were written before it.
import { compileDocument, loadSearch, openSearch, parseSource } from '@mcpm/openapi';
import { expect, test } from 'vitest';
import { corpusDocument } from '../../src/index.ts';
import { questions, type Question } from './questions.ts';

/** Places that count as found, and the share of the questions that must be. */
const PLACES = 5;
const SHARE = 0.95;

test(`R27: at least ${SHARE * 100} % of the questions find their operation among the first ${PLACES}`, async () => {
  const asked = Object.values(questions).flat().length;
  expect(asked).toBeGreaterThanOrEqual(60);
  const misses = (await Promise.all(Object.entries(questions).map(([name, own]) => missesOf(name, own)))).flat();
  const found = asked - misses.length;
  const complaint = [`${found} of ${asked} questions found; missed:`, ...misses];
  expect(found / asked >= SHARE ? [] : complaint).toEqual([]);
});

/** What was asked and what was found instead. */
async function missesOf(name: string, asked: readonly Question[]): Promise<readonly string[]> {
  const { plans } = await compileDocument(parseSource(corpusDocument(name).file));
  // What is measured is what a cache would hand back.
  const search = await loadSearch(JSON.parse(JSON.stringify(await openSearch(plans))));
  const operationIds = new Map(plans.map((plan) => [plan.name, plan.operation.operationId ?? '']));
  return asked.flatMap(([question, ...accepted]) => {
    const found = (search?.search(question, { limit: PLACES }) ?? []).map((operation) => operation.name);
    const hit = found.some((tool) => accepted.includes(operationIds.get(tool) ?? ''));
    return hit ? [] : [`${name}: ${question}: found ${found.join(', ')}`];
  });
}
