// Owns a supervisor whose children crash again and again, in a process of its own, and what it has grown by.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryHome } from '@mcpm/test-kit';

const program = fileURLToPath(new URL('../programs/crashes-again-and-again.ts', import.meta.url));

/** What a supervisor grew by; memory in megabytes. */
export interface Growth {
  readonly exits: number;
  readonly heap: number;
  readonly rss: number;
  readonly descriptors: number;
  readonly listeners: number;
  readonly keeping: number;
}

/** Lets children crash so many times, after `before` crashes in which the supervisor takes its working size. */
export async function crashCycles(times: number, before: number): Promise<Growth> {
  await using home = temporaryHome();
  const args = ['--expose-gc', '--conditions=mcpm-source', program, String(times), String(before), home.path];
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 500_000 });
  process.stdout.write(`${times} crashes after ${before}: ${stdout}`);
  return JSON.parse(stdout) as Growth;
}
