// Owns the one spawn: how a child is put together out of a command, descriptors, pipes and an IPC channel.
import { statSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import {
  LISTEN_FD_VARIABLE,
  McpmError,
  reasonFor,
  type ParentMessage,
  type ProcessSpec,
  type Reason,
} from '@mcpm/domain';
import { execa } from 'execa';
import { isHopelessSpawnError } from '../decide/exit-cause.ts';
import { childEnvironment } from './child-environment.ts';

/** What a child is connected to. `stdout` is absent when it is to be a pipe. */
export interface ChildDescriptors {
  readonly stdout: number | undefined;
  readonly stderr: number;
  /** A bound socket, handed down under the number named in `MCPM_LISTEN_FD`. */
  readonly listen: number | undefined;
}

/** What the child does, as it does it. */
export interface ChildListener {
  readonly onMessage: (message: unknown) => void;
  readonly onExit: (code: number | null, signal: string | null) => void;
}

/** A child that was spawned. */
export interface Child {
  readonly pid: number;
  readonly stdin: Writable;
  /** The pipe, when stdout is one. */
  readonly stdout: Readable | undefined;
  /** False when the message cannot be delivered; never throws. */
  readonly send: (message: ParentMessage) => boolean;
  /** Sends a signal to the child's whole process group; false when nothing is left of it. */
  readonly signal: (signal: NodeJS.Signals) => boolean;
  /** Whether it has not exited yet. */
  readonly isAlive: () => boolean;
  /** Resolves when it exited and all its pipes are closed. */
  readonly closed: Promise<void>;
}

/** An error of the operating system at the spawn, as `process_spawn_failed` with the system's code (`ENOENT`, …). */
class SpawnError extends McpmError {
  readonly systemCode: string;

  constructor(systemCode: string, detail: string, cause?: unknown) {
    super('process_spawn_failed', detail, { cause });
    this.systemCode = systemCode;
  }
}

/** The descriptor number the listening socket has in the child. */
const LISTEN_FD = 3;

/** Spawns the command of a spec in a process group of its own. Throws `SpawnError`. The child dies with this process. */
export async function spawnChild(
  spec: ProcessSpec,
  descriptors: ChildDescriptors,
  listener: ChildListener,
): Promise<Child> {
  checkDirectory(spec.cwd);
  const subprocess = start(spec, descriptors);
  const child = subprocess.nodeChildProcess;
  if (child?.pid === undefined || child.stdin === null) {
    const { code = 'EINVAL', cause } = await subprocess;
    throw new SpawnError(code, spawnDetail(spec, code), cause);
  }
  child.on('message', listener.onMessage);
  child.on('exit', listener.onExit);
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  // Writing to a child that is leaving fails; that it left is told by `exit`.
  for (const emitter of [child, child.stdin, child.stdout]) emitter?.on('error', () => undefined);
  return {
    pid: child.pid,
    stdin: child.stdin,
    stdout: child.stdout ?? undefined,
    send: (message) => {
      // The answer of `send` only says that its queue is long; a message that is lost is lost with the child.
      if (child.connected) child.send(message, () => undefined);
      return child.connected;
    },
    signal: (signal) => subprocess.kill(signal),
    isAlive: () => child.exitCode === null && child.signalCode === null,
    closed,
  };
}

function start(spec: ProcessSpec, { stdout, stderr, listen }: ChildDescriptors) {
  const env = childEnvironment(
    { ...spec.env, ...(listen === undefined ? {} : { [LISTEN_FD_VARIABLE]: String(LISTEN_FD) }) },
    process.env,
  );
  try {
    return execa(spec.command, spec.args, {
      buffer: false,
      reject: false,
      killDescendants: true,
      // Only used when this process exits without a shutdown: there is no time for grace then.
      killSignal: 'SIGKILL',
      forceKillAfterDelay: false,
      extendEnv: false,
      env,
      ipc: spec.managed,
      serialization: 'json',
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
      stdio: [
        'pipe',
        stdout === undefined ? 'pipe' : descriptor(stdout),
        descriptor(stderr),
        ...(listen === undefined ? [] : [descriptor(listen)]),
      ],
    });
  } catch (error) {
    // Arguments the operating system cannot take, such as a null byte, are refused by a throw.
    throw new SpawnError(
      'EINVAL',
      `${spec.command} cannot be started: ${error instanceof Error ? error.message : String(error)}.`,
      error,
    );
  }
}

// Execa takes any descriptor; its types know the numbers 3 to 9 only.
function descriptor(number: number): 3 {
  return number as 3;
}

function checkDirectory(cwd: string | undefined): void {
  if (cwd === undefined || statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new SpawnError('ENOENT', `The working directory ${cwd} does not exist.`);
}

function spawnDetail({ command }: ProcessSpec, code: string): string {
  if (code === 'ENOENT') return `The file ${command} does not exist (ENOENT).`;
  if (code === 'EACCES') return `The file ${command} may not be executed (EACCES).`;
  return `${command} could not be started (${code}).`;
}

/** What a failed spawn says, and whether it would fail again. */
export function describeSpawnFailure(
  error: unknown,
  command: string,
): { readonly reason: Reason; readonly hopeless: boolean } {
  const hopeless = error instanceof SpawnError && isHopelessSpawnError(error.systemCode);
  if (error instanceof McpmError) return { reason: error.reason, hopeless };
  const detail = `${command} could not be started: ${String(error)}.`;
  return { reason: reasonFor('process_spawn_failed', detail), hopeless };
}
