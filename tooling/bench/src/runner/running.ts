// Owns one started contender: its process, its memory and processor time, and its end.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Contender, StartWish } from './contenders.ts';

/** Ticks of processor time in a second (Linux: USER_HZ). */
const TICKS = 100;

/** A running server. */
export class Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** When it was spawned, by `performance.now()`. */
  readonly since: number;

  constructor(contender: Contender, wish: StartWish) {
    this.since = performance.now();
    this.child = spawn(process.execPath, [...contender.args(wish)], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.resume();
    this.child.stdin.on('error', () => undefined);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Milliseconds of processor time it used so far. */
  cpu(): number {
    const [, rest = ''] = readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ');
    const fields = rest.split(' ');
    return ((Number(fields[11]) + Number(fields[12])) / TICKS) * 1_000;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}

/** A port that was free just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
