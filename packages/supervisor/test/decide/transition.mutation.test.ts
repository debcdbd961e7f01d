// Owns the proof that the walk would notice a wrong table: each cell is spoilt in turn.
import { expect, test } from 'vitest';
import type { ChildEventName, Step } from '../../src/decide/child-event.ts';
import type { ChildState, PhaseName } from '../../src/decide/child-state.ts';
import { transitionTable, type Handler, type TransitionTable } from '../../src/decide/transition-table.ts';
import { walk } from './model/walk.ts';

/** What remains of a step when it is spoilt; undefined: the cell is gone. */
const SPOILT: Readonly<Record<string, (step: Step, before: ChildState) => Step | undefined>> = {
  'is gone': () => undefined,
  'does nothing': (_, before) => ({ state: before, effects: [] }),
  'forgets its effects': ({ state }) => ({ state, effects: [] }),
  'forgets its state': ({ effects }, before) => ({ state: before, effects }),
};

interface Spoilt {
  readonly name: string;
  readonly table: TransitionTable;
  /** Whether it ever did anything else than the sound table: where there is nothing to forget, nothing is spoilt. */
  readonly isOther: () => boolean;
}

/** Tables in which one cell is spoilt in one way. */
function* spoiltTables(): Generator<Spoilt> {
  for (const phase of Object.keys(transitionTable) as PhaseName[]) {
    const row = transitionTable[phase];
    for (const event of Object.keys(row) as ChildEventName[]) {
      const handler = row[event] as Handler<ChildEventName>;
      for (const [how, spoil] of Object.entries(SPOILT)) {
        let isOther = how === 'is gone';
        const spoilt: Handler<ChildEventName> = (state, happened, moment) => {
          const sound = handler(state, happened, moment);
          if (!sound) return undefined;
          const step = spoil(sound, state);
          isOther ||= step?.state !== sound.state || step.effects.length !== sound.effects.length;
          return step;
        };
        const table = { ...transitionTable, [phase]: { ...row, [event]: spoilt } };
        yield { name: `${phase} ${event} ${how}`, table, isOther: () => isOther };
      }
    }
  }
}

/** Numbers that are the same in every run: the generator of the test stands still. */
function* numbersFrom(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

function isNoticed({ table, isOther }: Spoilt): boolean {
  const numbers = numbersFrom(1);
  for (let sequence = 0; sequence < 2000 && (sequence < 600 || isOther()); sequence += 1) {
    try {
      walk(
        table,
        Array.from({ length: 60 }, () => numbers.next().value),
      );
    } catch {
      return true;
    }
  }
  return false;
}

test('P2: the random walk notices each cell of the table that is gone, does nothing, or forgets half of what it does', () => {
  const spoilt = [...spoiltTables()];
  expect(spoilt.length).toBeGreaterThan(200);
  const unnoticed = spoilt.filter((one) => !isNoticed(one) && one.isOther()).map(({ name }) => name);
  expect(unnoticed).toEqual([]);
});
