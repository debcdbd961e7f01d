// Owns the part "restarts under load": connections refused and cut while a server is restarted, asked or by kill -9, under 16-way load.
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../runner/running.ts';
import { cell, row, title } from '../runner/table.ts';
import { measured, ours, type Contender } from './contenders.ts';
import { child, Fleet } from './fleet.ts';
import type { Amount, Target } from './outcome.ts';
import { startLoad, type LoadCount } from './request-load.ts';

const WORKERS = 16;
/** Between two restarts: longer than every contender needs to take a run for a good one. */
const SERVICE_MS = 1_200;

/** 12 restarts that are asked for, and 12 kills. */
export async function measureRestarts(contenders: readonly Contender[], { quick }: Amount): Promise<readonly Target[]> {
  const restarts = quick ? 3 : 12;
  const targets: Target[] = [];
  for (const way of ['asked', 'kill -9'] as const) {
    title(`${restarts} restarts under ${WORKERS}-way load, ${way}`, [
      '',
      'refused',
      'cut',
      'other',
      'answered',
      'slowest answer, ms',
    ]);
    // A reload is asked for; a kill in cluster mode is a kill.
    for (const contender of contenders.filter(({ name }) => way === 'asked' || !name.includes('reload'))) {
      const seen = await measured(contender, () => restartUnderLoad(contender, way, restarts));
      if (seen === undefined) continue;
      const counts = [seen.refused, seen.reset, seen.other, seen.answered].map((value) =>
        value.toLocaleString('en-US'),
      );
      row(contender.name, [...counts, cell(seen.worst)]);
      if (contender === ours)
        targets.push({
          text: `0 connections refused over ${restarts} restarts, ${way}`,
          seen: `${seen.refused} (${seen.reset} cut, slowest answer ${cell(seen.worst)} ms)`,
          met: seen.refused === 0,
        });
    }
  }
  return targets;
}

async function restartUnderLoad(contender: Contender, way: 'asked' | 'kill -9', restarts: number): Promise<LoadCount> {
  const port = await freePort();
  await using fleet = await Fleet.open(contender, [{ name: 'web', args: [child('serves')], managed: true, port }]);
  await fleet.order({ type: 'start' });
  let { pid } = await fleet.ready(1);
  const load = startLoad(port, WORKERS);
  try {
    for (let restart = 1; restart <= restarts; restart += 1) {
      await pause(SERVICE_MS);
      if (way === 'asked') await fleet.order({ type: 'restart' });
      else process.kill(pid, 'SIGKILL');
      ({ pid } = await fleet.ready(restart + 1));
    }
    await pause(SERVICE_MS);
  } finally {
    await load.stop();
  }
  return load.count;
}
