// Owns how a part tells its figures: a table of contenders, and whether the targets are met.
import { cell, middle, row, title } from '../runner/table.ts';

/** A target of the project, and what was seen. */
export interface Target {
  readonly text: string;
  readonly seen: string;
  readonly met: boolean;
}

/** How much is measured. */
export interface Amount {
  readonly quick: boolean;
}

/** Figures of one contender, by round. */
export type Rounds = ReadonlyMap<string, readonly number[]>;

/** Medians with their range and, within each round, the ratio to the yardstick. */
export function comparison(text: string, unit: string, rounds: Rounds, base: string): void {
  title(text, ['', `median, ${unit}`, 'least and most', `of the ${base}`]);
  for (const [name, all] of rounds) {
    const seen = all.filter((value) => !Number.isNaN(value));
    if (seen.length > 0) row(name, [cell(middle(seen)), range(seen), cell(ratio(rounds, name, base))]);
  }
}

/** The median of the ratios within rounds. */
export function ratio(rounds: Rounds, name: string, base: string): number {
  const yardstick = rounds.get(base) ?? [];
  const seen = rounds.get(name) ?? [];
  const ratios = seen.map((value, round) => value / (yardstick[round] ?? Number.NaN));
  return middle(ratios.filter((value) => !Number.isNaN(value)));
}

/** The least and the most. */
export function range(values: readonly number[]): string {
  return `${cell(Math.min(...values))} to ${cell(Math.max(...values))}`;
}
