// Owns a small supervisor in a process of its own, for what can only be done to another process: to kill it, and to take its resources away.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ProcessSpecInput } from '@mcpm/domain';

const PROGRAM = fileURLToPath(new URL('programs/spawns-on-demand.ts', import.meta.url));

export class Spawner implements AsyncDisposable {
  readonly #prefix: readonly string[];
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  /** @param asNobody as a user whose number of processes can be limited, which root's cannot. */
  constructor(asNobody = false) {
    const isRoot = process.getuid?.() === 0;
    this.#prefix = asNobody && isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : [];
    const line = [...this.#prefix, process.execPath, '--conditions=mcpm-source', PROGRAM];
    this.#process = spawn(line[0]!, line.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }

  /** Has it spawn something; what it tells next. */
  async spawn(spec: ProcessSpecInput): Promise<Record<string, unknown>> {
    this.#process.stdin?.write(`${JSON.stringify(spec)}\n`);
    return this.next();
  }

  /** What it tells next. */
  async next(): Promise<Record<string, unknown>> {
    const { value } = await this.#lines.next();
    return JSON.parse(String(value)) as Record<string, unknown>;
  }

  /** Sets a soft limit of it (`nofile=20`). */
  limit(what: string): void {
    const line = [...this.#prefix, 'prlimit', '--pid', String(this.#process.pid), `--${what}:`];
    execFileSync(line[0]!, line.slice(1));
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGKILL');
    await once(this.#process, 'exit');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill();
  }
}
