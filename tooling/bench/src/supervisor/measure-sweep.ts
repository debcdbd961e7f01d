// Owns the cost of one metrics sweep: four ways of measuring the same Node processes at rest. Run: node src/supervisor/measure-sweep.ts [count …] (Linux)
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { ProcessMeter } from '@mcpm/supervisor';
import { print } from '../figures.ts';

/** What one way costs for one sweep over `pids` processes. Times are medians of all sweeps but the first, in milliseconds. */
export interface SweepCost {
  readonly way: string;
  readonly pids: number;
  readonly wallMs: number;
  /** CPU of this process and of what it starts, on average. */
  readonly cpuMs: number;
  /** Descriptors held between two sweeps. */
  readonly descriptors: number;
}

/** One sweep over some processes. */
type Sweep = (pids: readonly number[]) => Promise<unknown>;

const SWEEPS = 20;
const AT_ONCE = 10;
const run = promisify(execFile);

/** Measures every way over so many idle Node processes, which are ended afterwards. */
export async function measureSweeps(counts: readonly number[]): Promise<readonly SweepCost[]> {
  const ways = findWays();
  const children: ChildProcess[] = [];
  const costs: SweepCost[] = [];
  try {
    for (const count of counts) {
      while (children.length < count) children.push(...(await startIdle(Math.min(AT_ONCE, count - children.length))));
      const pids = children.slice(0, count).map(({ pid }) => pid ?? 0);
      for (const [way, sweep] of ways) {
        const cost = await costOf(way, sweep, pids);
        // What a way kept of an earlier, smaller round it still holds.
        const kept = costs.findLast((earlier) => earlier.way === way)?.descriptors ?? 0;
        costs.push({ ...cost, descriptors: kept + cost.descriptors });
      }
    }
  } finally {
    for (const child of children) child.kill('SIGKILL');
  }
  return costs;
}

/** The table, as Markdown. */
export function formatSweeps(costs: readonly SweepCost[]): string {
  const rows = costs.map(({ way, pids, wallMs, cpuMs, descriptors }) => {
    const share = (cpuMs / 10_000) * 100;
    return `| ${way} | ${pids} | ${wallMs.toFixed(1)} | ${cpuMs.toFixed(1)} | ${share.toFixed(3)} % | ${descriptors} |`;
  });
  const head = '| way | processes | wall ms | CPU ms | of a core, every 10 s | descriptors held |';
  return [head, '|---|---|---|---|---|---|', ...rows].join('\n');
}

async function costOf(way: string, sweep: Sweep, pids: readonly number[]): Promise<SweepCost> {
  const descriptorsBefore = countDescriptors();
  await sweep(pids);
  const walls: number[] = [];
  const cpuBefore = cpuOfFamily();
  for (let index = 0; index < SWEEPS; index += 1) {
    const begin = performance.now();
    await sweep(pids);
    walls.push(performance.now() - begin);
  }
  const descriptors = countDescriptors() - descriptorsBefore;
  const cpuMs = (cpuOfFamily() - cpuBefore) / SWEEPS;
  const wallMs = walls.toSorted((a, b) => a - b)[Math.floor(SWEEPS / 2)] ?? Number.NaN;
  return { way, pids: pids.length, wallMs, cpuMs, descriptors };
}

function findWays(): ReadonlyMap<string, Sweep> {
  // The supervisor's dependency, and not one of the benchmarks.
  const pidusage: (pids: number[]) => Promise<unknown> = createRequire(import.meta.resolve('@mcpm/supervisor'))(
    'pidusage',
  );
  const meter = new ProcessMeter();
  const start = new Map<number, number>();
  const identityOf = (pid: number) => {
    if (!start.has(pid)) start.set(pid, Number(readStat(pid)[19]));
    return { pid, startTicks: start.get(pid), bootId };
  };
  const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  return new Map<string, Sweep>([
    ['ProcessMeter (kept descriptor)', (pids) => meter.measure(pids.map((pid) => ({ identity: identityOf(pid) })))],
    ['open, read, close', async (pids) => pids.map(readStat)],
    ['pidusage', (pids) => pidusage([...pids])],
    ['ps', (pids) => run('ps', ['-o', 'pid,rss,time', '-p', pids.join(',')])],
  ]);
}

function readStat(pid: number | 'self'): readonly string[] {
  const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return line.slice(line.lastIndexOf(')') + 2).split(' ');
}

// This process by its own clock, what it waited for by the kernel's ticks (fields 16 and 17).
function cpuOfFamily(): number {
  const { user, system } = process.cpuUsage();
  const fields = readStat('self');
  return (user + system) / 1000 + (Number(fields[13]) + Number(fields[14])) * 10;
}

function countDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

async function startIdle(count: number): Promise<readonly ChildProcess[]> {
  const source = "process.stdin.resume(); process.stdout.write('up')";
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, ['-e', source], { stdio: ['pipe', 'pipe', 'ignore'] }),
  );
  await Promise.all(children.map((child) => once(child.stdout, 'data')));
  return children;
}

if (import.meta.main) {
  const counts = process.argv.slice(2).map(Number);
  print(formatSweeps(await measureSweeps(counts.length > 0 ? counts : [50, 300])));
}
