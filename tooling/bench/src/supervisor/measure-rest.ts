// Owns the part "at rest": memory and processor time of what keeps 50 idle children, its helpers included.
import { setTimeout as pause } from 'node:timers/promises';
import { cell, row, title } from '../runner/table.ts';
import { managersOf, memoryTogether, now, processorTime } from './clock-and-processes.ts';
import { measured, ours, type Contender } from './contenders.ts';
import { child, Fleet } from './fleet.ts';
import type { Amount, Target } from './outcome.ts';

const CHILDREN = 50;
const SETTLE_MS = 5_000;

/** One after the other, so that nobody pays for the others' children. */
export async function measureRest(contenders: readonly Contender[], { quick }: Amount): Promise<readonly Target[]> {
  const targets: Target[] = [];
  const window = quick ? 10_000 : 30_000;
  title(`At rest with ${CHILDREN} children, over ${window / 1_000} s`, [
    '',
    'PSS, MB',
    'RSS, MB',
    'processes',
    'CPU, % of a core',
  ]);
  for (const contender of contenders) {
    const seen = await measured(contender, () => rest(contender, window));
    if (seen === undefined) continue;
    const { pss, rss, processes, percent } = seen;
    row(contender.name, [cell(pss), cell(rss), String(processes), percent.toFixed(3)]);
    if (contender === ours)
      targets.push({
        text: 'at rest with 50 children: at most 0.5 % of a core',
        seen: `${percent.toFixed(3)} %`,
        met: percent <= 0.5,
      });
  }
  return targets;
}

interface Rest {
  readonly pss: number;
  readonly rss: number;
  readonly processes: number;
  readonly percent: number;
}

async function rest(contender: Contender, window: number): Promise<Rest> {
  await using fleet = await Fleet.open(contender, [
    { name: 'child', args: [child('says-ready')], managed: true, count: CHILDREN },
  ]);
  await fleet.order({ type: 'start' });
  await fleet.ready(CHILDREN);
  await pause(SETTLE_MS);
  const managers = managersOf(fleet.pid, new Set(fleet.notes('ready').map(({ pid }) => pid)));
  const used = (): number => managers.reduce((total, pid) => total + processorTime(pid), 0);
  const [from, before] = [now(), used()];
  await pause(window);
  const percent = ((used() - before) / 1e6 / (now() - from)) * 100;
  return { ...memoryTogether(managers), processes: managers.length, percent };
}
