// Owns waiting until processes are gone, and the table of who was not.
import { setTimeout as pause } from 'node:timers/promises';
import { cell, middle, row, title } from '../runner/table.ts';
import { isGone, now } from './clock-and-processes.ts';
import { measured, ours, type Contender } from './contenders.ts';
import type { Note } from './fleet.ts';
import { range, type Target } from './outcome.ts';

const POLL_MS = 5;

/** Milliseconds until they were gone, and who was there when nobody waited any longer. */
export interface Remains {
  readonly ms: number;
  readonly left: readonly Note[];
}

/** Waits, from now on. */
export async function waitUntilGone(family: readonly Note[], patienceMs: number): Promise<Remains> {
  const from = now();
  const left = (): readonly Note[] => family.filter(({ pid }) => !isGone(pid));
  while (left().length > 0 && now() - from < patienceMs) await pause(POLL_MS);
  return { ms: now() - from, left: left() };
}

/** What is asked about. */
export interface Question {
  readonly text: string;
  readonly target: string;
  readonly patienceMs: number;
  /** How many processes could remain. */
  readonly of: number;
  readonly rounds: number;
  readonly ask: (contender: Contender) => Promise<Remains>;
}

/** Asks every contender, and prints the table; the target is that nobody remains of ours. */
export async function askWhoRemains(
  { text, target, patienceMs, of, rounds, ask }: Question,
  contenders: readonly Contender[],
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  title(text, ['', 'all gone after, ms', 'least and most', `remain after ${patienceMs / 1_000} s`, 'who']);
  for (const contender of contenders) {
    const seen: Remains[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const remains = await measured(contender, () => ask(contender));
      if (remains !== undefined) seen.push(remains);
    }
    if (seen.length === 0) continue;
    const [worst] = seen.toSorted((one, other) => other.left.length - one.left.length);
    const left = worst?.left ?? [];
    const times = seen.filter((one) => one.left.length === 0).map(({ ms }) => ms);
    const figures = times.length === 0 ? ['never', ''] : [cell(middle(times)), range(times)];
    row(contender.name, [...figures, `${left.length} of ${of}`, left.map(({ word }) => word).join(', ')]);
    if (contender === ours) targets.push({ text: target, seen: `${left.length}`, met: left.length === 0 });
  }
  return targets;
}
