// Ranks operations by how much of a question they answer, and how plainly.
import type { Question } from './question.ts';
import { reads, type SearchEntry } from './search-entry.ts';

/** What the index says of one operation for one thing of a question. */
export interface Evidence {
  readonly score: number;
  /** Whether its name, path, title or group says it, and not only its description or arguments. */
  readonly strong: boolean;
  /** Whether its title says it in this very word. */
  readonly titled: boolean;
}

/** Factors of a deed that is not the one wanted. */
const RELATED = 0.8;
const OTHER = 0.4;

/** Factor of what is done to one thing where all are spoken of, and the other way round. */
const OTHER_NUMBER = 0.85;

/** What a concept counts that only a description or an argument speaks of. */
const WEAK = 0.6;

/** Share of the score that does not depend on how much of the question is answered. */
const FLOOR = 0.15;

/** What each word costs that an operation speaks of and the question does not. */
const EXTRA_WORD = 0.05;

/** What an operation gains whose title says nothing but what is asked for. */
const TITLE = 0.4;

/** What it gains if its title is the question. */
const SAME_TITLE = 2;

/** What a deprecated operation loses. */
const DEPRECATED = 0.7;

/** How well an operation answers a question, by the evidence for each of its concepts; comparable within one question only. */
export function rank(question: Question, entry: SearchEntry, evidence: readonly (Evidence | undefined)[]): number {
  let score = 0;
  let covered = 0;
  let strong = 0;
  let titled = 0;
  let total = 0;
  for (const [index, { weight }] of question.concepts.entries()) {
    total += weight;
    const found = evidence[index];
    if (found === undefined) continue;
    score += weight * found.score;
    covered += weight * (found.strong ? 1 : WEAK);
    if (found.strong) strong += 1;
    if (found.titled) titled += 1;
  }
  const coverage = FLOOR + (1 - FLOOR) * (covered / total);
  const plain = 1 / (1 + EXTRA_WORD * Math.max(0, entry.stems - strong));
  const title =
    entry.title === undefined ? 1 : titleFactor(titled, { question: question.concepts.length, title: entry.title });
  return score * coverage ** 2 * plain * title * deedFactor(question, entry) * (entry.deprecated ? DEPRECATED : 1);
}

function titleFactor(hits: number, stems: { readonly question: number; readonly title: number }): number {
  if (hits === stems.title && hits === stems.question) return SAME_TITLE;
  return 1 + TITLE * Math.min(1, hits / stems.title);
}

function deedFactor({ deed, all }: Question, entry: SearchEntry): number {
  if (deed === undefined) return 1;
  if (deed === 'delete' && entry.deed === deed) return all === (entry.many ?? false) ? 1 : OTHER_NUMBER;
  if (deed === entry.deed) return 1;
  const bothRead = reads(deed) && reads(entry.deed);
  const bothWrite = WRITES.has(deed) && WRITES.has(entry.deed);
  return bothRead || bothWrite ? RELATED : OTHER;
}

const WRITES: ReadonlySet<string> = new Set(['create', 'update']);
