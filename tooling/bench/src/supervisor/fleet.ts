// Owns one contender with the processes it keeps for a measurement: its host, what is noted of its children, and the end of everything.
import { fork, type ChildProcess } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { killMarked, now } from './clock-and-processes.ts';
import type { Contender } from './contenders.ts';
import type { Job, News, Order } from './hosts/words.ts';

/** What is to be kept, as a measurement says it. */
export type Wish = Pick<Job, 'name' | 'args'> &
  Partial<Pick<Job, 'count' | 'managed' | 'port' | 'killAfterMs' | 'env'>>;

/** A child that was ready, and when. */
export interface Ready {
  readonly pid: number;
  readonly at: number;
}

/** A line of a child: what it said of itself, and when. */
export interface Note extends Ready {
  readonly word: string;
}

/** What was not done by then never will be. */
const PATIENCE_MS = 60_000;
const POLL_MS = 5;

/** The file of a child program. */
export function child(name: string): string {
  return fileURLToPath(new URL(`children/${name}.mjs`, import.meta.url));
}

/** A contender at work. */
export class Fleet implements AsyncDisposable {
  readonly contender: Contender;
  /** What was heard of children that were ready, and when others had ended. */
  readonly readies: Ready[] = [];
  readonly exits: number[] = [];
  /** When such an end was reported with its reason; ours alone does. */
  readonly reports: number[] = [];
  readonly #home: string;
  readonly #host: ChildProcess;
  #pid = 0;

  private constructor(contender: Contender) {
    this.contender = contender;
    this.#home = mkdtempSync(`${homes()}-`);
    writeFileSync(this.#notes, '');
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: this.#home,
      PM2_HOME: join(this.#home, 'pm2'),
      PM2_DISABLE_VERSION_CHECK: 'true',
      ...this.#marks,
    };
    this.#host = fork(contender.host, contender.args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#host.on('message', (news: News) => {
      if (news.type === 'ready') this.readies.push({ pid: news.child, at: news.at });
      if (news.type === 'exit') this.exits.push(news.at);
      if (news.type === 'report') this.reports.push(news.at);
    });
  }

  /** A contender that can start these at once. */
  static async open(contender: Contender, wishes: readonly Wish[]): Promise<Fleet> {
    const fleet = new Fleet(contender);
    const jobs = wishes.map((wish) => ({
      count: 1,
      managed: false,
      killAfterMs: 10_000,
      ...wish,
      env: { ...wish.env, ...fleet.#marks },
    }));
    try {
      await fleet.order({ type: 'prepare', jobs, home: fleet.#home });
      return fleet;
    } catch (error) {
      await fleet[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The process that keeps the others. */
  get pid(): number {
    return this.#pid;
  }

  /** Asks, and resolves with the time it said it was done. */
  order(order: Order): Promise<number> {
    return new Promise((resolve, reject) => {
      const settle = (settled: () => void): void => {
        clearTimeout(patience);
        this.#host.off('message', hear).off('exit', leave);
        settled();
      };
      const refuse = (why: string): void =>
        settle(() => reject(new Error(`${this.contender.name}, ${order.type}: ${why}`)));
      const hear = (news: News): void => {
        if (news.type === 'failed') refuse(news.text);
        if (news.type !== 'done') return;
        this.#pid = news.pid;
        settle(() => resolve(news.at));
      };
      const leave = (): void => refuse('the host ended.');
      const patience = setTimeout(() => refuse('no answer.'), PATIENCE_MS);
      this.#host.on('message', hear).once('exit', leave);
      this.#host.send(order);
    });
  }

  /** What its children noted so far. */
  notes(word?: string): readonly Note[] {
    const lines = readFileSync(this.#notes, 'utf8').split('\n').slice(0, -1);
    return lines
      .map((line) => line.split(' '))
      .map(([said = '', pid, at]) => ({ word: said, pid: Number(pid), at: Number(at) }))
      .filter((note) => word === undefined || note.word === word);
  }

  /** Resolves with the so manieth child that was ready, as far as this contender can know. */
  async ready(count: number): Promise<Ready> {
    const readies = (): readonly Ready[] => (this.contender.hears ? this.readies : this.notes('ready'));
    await until(() => readies().length >= count, `${this.contender.name} has ${count} ready`);
    return readies()[count - 1] ?? { pid: 0, at: Number.NaN };
  }

  /** Kills the process that keeps the others, as `kill -9` does. */
  crash(): void {
    process.kill(this.#pid, 'SIGKILL');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#host.connected)
      await Promise.race([this.order({ type: 'end' }), pause(15_000)]).catch(() => {
        // Who cannot end in good order is ended below.
      });
    await killMarked(this.#mark);
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  get #notes(): string {
    return join(this.#home, 'notes');
  }

  get #mark(): string {
    return `MCPM_BENCH_HOME=${this.#home}`;
  }

  get #marks(): Readonly<Record<string, string>> {
    return {
      MCPM_BENCH: String(process.pid),
      MCPM_BENCH_HOME: this.#home,
      MCPM_BENCH_NOTES: this.#notes,
    };
  }
}

/** Ends whatever this benchmark started, at once, and removes its homes: for a benchmark that is broken off. */
export async function endEverything(): Promise<void> {
  await killMarked(`MCPM_BENCH=${process.pid}`);
  for (const home of globSync(`${homes()}-*`)) rmSync(home, { recursive: true, force: true, maxRetries: 5 });
}

function homes(): string {
  return join(tmpdir(), `mcpm-bench-${process.pid}`);
}

/** Resolves when it holds; throws after a minute, saying what was waited for. */
export async function until(holds: () => boolean, what: string, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = now() + patienceMs;
  while (!holds()) {
    if (now() > deadline) throw new Error(`Waited in vain: ${what}.`);
    await pause(POLL_MS);
  }
}
