// Owns one run at the rim: its child, its spools, what it told, and their orderly end.
import type { Readable, Writable } from 'node:stream';
import type { ParentMessage, ProcessSpec } from '@mcpm/domain';
import type { Clock } from './clock.ts';
import type { LadderStep } from './decide/child-state.ts';
import { closePipes, endChild, sweepGroup } from './effects/end-child.ts';
import { OutputSpool } from './effects/output-spool.ts';
import { spawnChild, type Child, type ChildListener } from './effects/spawn-child.ts';
import type { SpoolDirectory } from './effects/spool-directory.ts';
import type { HealthTarget } from './process-health.ts';
import type { RunFacts } from './run-facts.ts';

/** Both ends of a child's protocol, when its stdout is a pipe (`stdout: 'pipe'`). */
export interface ProcessPipe {
  readonly runId: number;
  readonly stdin: Writable;
  readonly stdout: Readable;
}

/** What a run tells while it lives. */
export interface RunListener extends ChildListener {
  readonly onOutput: (stream: 'stdout' | 'stderr', text: string) => void;
}

/** What a run is made with. */
export interface LiveRunOptions {
  readonly runId: number;
  readonly spec: ProcessSpec;
  readonly clock: Clock;
  readonly spools: SpoolDirectory;
}

/** One run, from before the spawn until its output is read to the end. */
export class LiveRun {
  readonly runId: number;
  readonly spec: ProcessSpec;
  /** ISO 8601. */
  readonly startedAt = new Date().toISOString();
  readonly startedMs: number;
  readyAt: string | undefined;
  lastHealthCheck: string | undefined;
  facts: RunFacts = {};
  readonly #options: LiveRunOptions;
  #child: Child | undefined;
  #open: OutputSpool[] = [];

  constructor(options: LiveRunOptions) {
    this.#options = options;
    this.runId = options.runId;
    this.spec = options.spec;
    this.startedMs = options.clock.now();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Spawns the child, its output going to spools. Throws what the spawn or the spool directory threw. */
  async start(listen: number | undefined, listener: RunListener): Promise<void> {
    try {
      const stdout = this.spec.stdout === 'log' ? this.#spool('stdout', listener) : undefined;
      const stderr = this.#spool('stderr', listener);
      this.#child = await spawnChild(this.spec, { stdout: stdout?.fd, stderr: stderr.fd, listen }, listener);
    } finally {
      for (const spool of this.#open) spool.closeWriter();
    }
    for (const spool of this.#open) spool.follow();
  }

  /** Does a step of the stop ladder; nothing before the spawn. */
  end(step: LadderStep): void {
    if (this.#child) endChild(this.#child, step);
  }

  /** Ends what the child left in its group and reads its output to the end. */
  async drain(): Promise<void> {
    if (this.#child) {
      sweepGroup(this.#child);
      await closePipes(this.#child, this.#options.clock);
    }
    await Promise.all(this.#open.map((spool) => spool.finish()));
  }

  /** False when the message cannot be delivered. */
  send(message: ParentMessage): boolean {
    return this.#child?.send(message) ?? false;
  }

  isAlive(): boolean {
    return this.#child?.isAlive() ?? false;
  }

  /** The run, as far as health checks need it. */
  get healthTarget(): HealthTarget {
    const { spec, runId } = this;
    return {
      name: spec.name ?? spec.id,
      runId,
      managed: spec.managed,
      policy: spec.health,
      isAlive: () => this.isAlive(),
      send: (message) => this.send(message),
    };
  }

  /** Undefined before the spawn, after the exit, and when stdout is not a pipe. */
  openPipe(): ProcessPipe | undefined {
    if (!this.#child?.stdout || !this.isAlive()) return undefined;
    return { runId: this.runId, stdin: this.#child.stdin, stdout: this.#child.stdout };
  }

  #spool(stream: 'stdout' | 'stderr', listener: RunListener): OutputSpool {
    const { clock, spools } = this.#options;
    const spool = new OutputSpool({
      path: spools.newPath(stream),
      clock,
      onText: (text) => listener.onOutput(stream, text),
    });
    this.#open.push(spool);
    return spool;
  }
}
