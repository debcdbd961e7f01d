// Owns the part "time until N children are ready": from the order to the last of them, contender after contender in each round.
import { cell } from '../runner/table.ts';
import { now } from './clock-and-processes.ts';
import { bare, measured, ours, type Contender } from './contenders.ts';
import { child, Fleet } from './fleet.ts';
import { comparison, ratio, type Amount, type Target } from './outcome.ts';

/** 20 and 50 children. */
export async function measureReady(contenders: readonly Contender[], { quick }: Amount): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const count of [20, 50]) {
    const rounds = new Map(contenders.map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round < (quick ? 3 : 7); round += 1)
      for (const contender of inTurn(contenders, round)) {
        const took = await measured(contender, () => startMany(contender, count));
        rounds.get(contender.name)?.push(took ?? Number.NaN);
      }
    comparison(`Time until ${count} children are ready`, 'ms', rounds, bare.name);
    const seen = ratio(rounds, ours.name, bare.name);
    if (count === 50)
      targets.push({ text: 'starting 50: at most 10 % over the bare loop', seen: cell(seen), met: seen <= 1.1 });
  }
  return targets;
}

/** Nobody is always the first. */
function inTurn<T>(all: readonly T[], round: number): readonly T[] {
  const first = round % all.length;
  return [...all.slice(first), ...all.slice(0, first)];
}

async function startMany(contender: Contender, count: number): Promise<number> {
  await using fleet = await Fleet.open(contender, [
    { name: 'child', args: [child('says-ready')], managed: true, count },
  ]);
  const from = now();
  const ordered = fleet.order({ type: 'start' });
  const ready = await fleet.ready(count);
  await ordered;
  return ready.at - from;
}
