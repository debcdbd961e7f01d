// Measures our supervisor, a loop around `child_process.fork`, pm2 and supervisord in one run and in turn. Run: pnpm --filter @mcpm/bench supervisor [--quick] [--own] [--only ready|recovery|rest|stop|orphans|restarts|sweep]
import { availableParallelism } from 'node:os';
import { print } from '../figures.ts';
import { row, title } from '../runner/table.ts';
import { bare, ours, pm2, pm2Cluster, supervisord, supervisordListening, type Contender } from './contenders.ts';
import { endEverything } from './fleet.ts';
import { measureOrphans } from './measure-orphans.ts';
import { measureReady } from './measure-ready.ts';
import { measureRecovery } from './measure-recovery.ts';
import { measureRest } from './measure-rest.ts';
import { measureRestarts } from './measure-restarts.ts';
import { measureStop } from './measure-stop.ts';
import { formatSweeps, measureSweeps } from './measure-sweep.ts';
import type { Amount, Target } from './outcome.ts';

if (process.platform !== 'linux') throw new Error('These figures are read from /proc: Linux only.');
const asked = new Set(process.argv.slice(2));
const amount: Amount = { quick: asked.has('--quick') };
const only = process.argv.filter((_, place) => process.argv[place - 1] === '--only');
const peers: readonly Contender[] = asked.has('--own') ? [] : [await pm2(), ...supervisord()];
const all = [ours, bare, ...peers];

/** How often a sweep is made. */
const SWEEP_EVERY_MS = 10_000;

/** The parts by name, in the order of the document. */
const parts: Readonly<Record<string, () => Promise<readonly Target[]>>> = {
  ready: () => measureReady(all, amount),
  recovery: () => measureRecovery(all, amount),
  rest: () => measureRest(all, amount),
  stop: () => measureStop(all, amount),
  orphans: () => measureOrphans(all, amount),
  restarts: async () =>
    measureRestarts(asked.has('--own') ? all : [...all, await pm2Cluster(), ...supervisordListening()], amount),
  sweep: measureSweep,
};

const unknown = only.filter((part) => !(part in parts));
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void endEverything().finally(() => process.exit(1)));

const day = new Date().toISOString().slice(0, 10);
print(`Seen on ${day} with Node ${process.versions.node} on ${availableParallelism()} processors.`);
const targets: Target[] = [];
for (const [name, measure] of Object.entries(parts))
  if (only.length === 0 || only.includes(name))
    try {
      targets.push(...(await measure()));
    } catch (error) {
      // The other parts still have figures; the run as a whole has failed.
      print(`\nThe part ${name} failed: ${String(error)}`);
      process.exitCode = 1;
    }

if (targets.length > 0) title('Targets', ['', 'seen', 'met']);
for (const { text, seen, met } of targets) row(text, [seen, met ? 'met' : '**missed**']);
print('');

/** The supervisor's own way beside others; they are no supervisors, so the contenders have no part in it. */
async function measureSweep(): Promise<readonly Target[]> {
  const costs = await measureSweeps(amount.quick ? [50] : [50, 300]);
  print(`\n### Cost of one metrics sweep\n\n${formatSweeps(costs)}`);
  const own = costs.find(({ way, pids }) => way.startsWith('ProcessMeter') && pids === 300);
  if (own === undefined) return [];
  const percent = (own.cpuMs / SWEEP_EVERY_MS) * 100;
  return [
    { text: 'metrics of 300 children: under 0.5 % of a core', seen: `${percent.toFixed(3)} %`, met: percent < 0.5 },
  ];
}
