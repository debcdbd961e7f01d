// Owns the part "kill -9 of a child": until it is noticed, and until the next one is ready.
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cell } from '../runner/table.ts';
import { freePort } from '../runner/running.ts';
import { now } from './clock-and-processes.ts';
import { bare, measured, ours, type Contender } from './contenders.ts';
import { child, Fleet, until, type Wish } from './fleet.ts';
import { comparison, type Amount, type Target } from './outcome.ts';

/** Longer than every contender needs to take a run for a good one (pm2 and supervisord: a second). */
const SERVICE_MS = 1_300;
/** Ours tells first that the child is gone, and then why. */
const REPORT = `${ours.name}, with its exit report`;

/** A small program under all, and the real runner under those that hear it say it is ready. */
export async function measureRecovery(contenders: readonly Contender[], { quick }: Amount): Promise<readonly Target[]> {
  const kills = quick ? 3 : 15;
  const small = { name: 'child', args: [child('says-ready')], managed: true };
  await recover('a small program', contenders, kills, () => Promise.resolve(small));
  const able = contenders.filter(({ hears }) => hears);
  const { reported, ready } = await recover('the runner with the pet store', able, kills, runnerWish);
  return [
    slowest('death noticed and reported within 50 ms (runner, slowest)', reported.get(REPORT) ?? [], 50),
    slowest('ready again within 400 ms (runner, slowest)', ready.get(ours.name) ?? [], 400),
  ];
}

function slowest(text: string, seen: readonly number[], most: number): Target {
  return { text, seen: `${cell(Math.max(...seen))} ms`, met: Math.max(...seen) <= most };
}

async function runnerWish(): Promise<Wish> {
  const petstore = fileURLToPath(import.meta.resolve('@mcpm/example-petstore/petstore.yaml'));
  const bin = fileURLToPath(import.meta.resolve('@mcpm/runner/package.json')).replace('package.json', 'dist/bin.js');
  const port = await freePort();
  const args = ['--openapi', petstore, '--transport', 'streamable', '--port', String(port), '--managed'];
  return { name: 'runner', args: [bin, ...args, '--log-level', 'error'], managed: true, port };
}

type Figures = Map<string, number[]>;

interface Recovery {
  /** Until it is told that the child is gone; and, under `REPORT`, until ours has told why and all that it wrote. */
  readonly reported: Figures;
  readonly ready: Figures;
}

async function recover(
  what: string,
  contenders: readonly Contender[],
  kills: number,
  wish: () => Promise<Wish>,
): Promise<Recovery> {
  const names = contenders.map(({ name }) => name);
  const reported: Figures = new Map([...names, REPORT].map((name) => [name, []]));
  const ready: Figures = new Map(names.map((name) => [name, []]));
  await using fleets = new AsyncDisposableStack();
  const able: Fleet[] = [];
  for (const contender of contenders) {
    const fleet = await measured(contender, async () => Fleet.open(contender, [await wish()]));
    if (fleet === undefined) continue;
    able.push(fleets.use(fleet));
    await fleet.order({ type: 'start' });
    await fleet.ready(1);
  }
  for (let kill = 1; kill <= kills; kill += 1) {
    await pause(SERVICE_MS);
    for (const fleet of able) {
      const { contender } = fleet;
      const seen = await measured(contender, () => killOnce(fleet, kill));
      reported.get(contender.name)?.push(seen?.noticed ?? Number.NaN);
      ready.get(contender.name)?.push(seen?.ready ?? Number.NaN);
      if (contender === ours) reported.get(REPORT)?.push(seen?.reported ?? Number.NaN);
    }
  }
  comparison(`kill -9 of ${what}: until it is noticed`, 'ms', reported, bare.name);
  comparison(`kill -9 of ${what}: until it is ready again`, 'ms', ready, bare.name);
  return { reported, ready };
}

interface Killed {
  readonly noticed: number;
  readonly reported: number;
  readonly ready: number;
}

async function killOnce(fleet: Fleet, kill: number): Promise<Killed> {
  const { pid } = await fleet.ready(kill);
  const at = now();
  process.kill(pid, 'SIGKILL');
  const again = await fleet.ready(kill + 1);
  // Peers tell the time in whole milliseconds.
  const since = (times: readonly number[]): number => (times.find((time) => time >= at - 1) ?? Number.NaN) - at;
  await until(() => !Number.isNaN(since(fleet.exits)), `${fleet.contender.name} notices`);
  return { noticed: Math.max(0, since(fleet.exits)), reported: since(fleet.reports), ready: again.at - at };
}
