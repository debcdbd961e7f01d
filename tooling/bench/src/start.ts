// Measures `npm start` on a clean clone (install, build, ready) and again when warm. Run: pnpm --filter @mcpm/bench start
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { line, print } from './figures.ts';
import { repository } from './product.ts';

const WARM_RUNS = 5;

/** Seconds of each step of one `npm start`, as it prints them, and of the whole. */
interface Start {
  readonly install: number;
  readonly build: number;
  readonly ready: number;
}

async function npmStart(clone: string, caches: string): Promise<Start> {
  // Caches of its own: a machine that has never installed anything.
  const own = {
    npm_config_cache: join(caches, 'npm'),
    XDG_DATA_HOME: join(caches, 'data'),
    XDG_CACHE_HOME: join(caches, 'cache'),
  };
  const env = { ...process.env, ...own, MCPM_PORT: '0', MCPM_HOME: join(clone, '.mcpm') };
  const from = performance.now();
  // A group of its own: npm, its shell and the product all get the signal that ends the run.
  const child = spawn('npm', ['start'], { cwd: clone, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let text = '';
  const ready = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (/Log in .*: http:\S+\n/.test(text)) resolve((performance.now() - from) / 1000);
    });
    child.once('exit', (code) => reject(new Error(`npm start ended with code ${code}:\n${text}`)));
  });
  process.kill(-(child.pid ?? 0), 'SIGTERM');
  await exited;
  const step = (name: string): number => Number(new RegExp(`${name} took ([\\d.]+) s`).exec(text)?.[1] ?? 0);
  return { install: step('installing'), build: step('building'), ready };
}

const clone = mkdtempSync(join(tmpdir(), 'mcpm-clone-'));
const caches = mkdtempSync(join(tmpdir(), 'mcpm-caches-'));
try {
  execFileSync('git', ['clone', '--quiet', repository, clone]);
  const cold = await npmStart(clone, caches);
  print(
    `cold, empty caches: install ${cold.install.toFixed(1)} s, build ${cold.build.toFixed(1)} s, login URL after ${cold.ready.toFixed(1)} s`,
  );
  const warm: number[] = [];
  for (let run = 0; run < WARM_RUNS; run += 1) warm.push((await npmStart(clone, caches)).ready);
  print(line('warm: npm start to login URL', warm, 's'));
} finally {
  for (const folder of [clone, caches]) rmSync(folder, { recursive: true, force: true });
}
