// Owns what a probe is: a question, handed in by the host, that a process which knows no managed protocol can answer.
import type { Readable, Writable } from 'node:stream';

/** Both ends of a child's protocol, when its stdout is a pipe (`stdout: 'pipe'`). */
export interface ProcessPipe {
  readonly runId: number;
  readonly stdin: Writable;
  readonly stdout: Readable;
}

/** The run a probe asks. */
export interface ProbeRun {
  readonly id: string;
  readonly runId: number;
  /** Present while a run with a piped stdout lives. */
  readonly pipe: ProcessPipe | undefined;
  /** The port reserved for it, or the one it told. */
  readonly port: number | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/**
 * Asks a process. Resolves when it answered, whatever it said (an error is an answer); rejects when it did not. Rejects with `NotAsked`
 * when the question could not be put at all: that says nothing about the process, and is not counted.
 */
export interface Probe {
  /** Whether it may receive calls: asked again until it resolves; the start timeout ends it. Default: `check`. */
  ready?(run: ProbeRun): Promise<void>;
  /** Whether it is worth keeping; aborted after the policy's timeout. */
  check(run: ProbeRun): Promise<void>;
}

/** Thrown by a probe that could not ask: no pipe, no free connection, a fault of its own. Any error of this name will do. */
export class NotAsked extends Error {
  override readonly name = 'NotAsked';
}
