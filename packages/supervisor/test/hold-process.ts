// Owns a process of one test: it leads a group of its own, its lines can be awaited, and nothing of it is left when its scope ends.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DescendantFinder } from '../src/effects/end/descendants.ts';
import { identify, signalGroup, type ProcessIdentity } from '../src/effects/end/identity.ts';
import { killUntilGone } from '../src/effects/end/kill-until-gone.ts';
import { MARKER_VARIABLE } from '../src/effects/end/run-marker.ts';

/** A process that a test holds. */
export interface HeldProcess extends AsyncDisposable {
  readonly pid: number;
  readonly identity: ProcessIdentity;
  readonly exited: Promise<unknown>;
  /** The next line of its stdout; rejects when there is none any more. */
  line(): Promise<string>;
  /** Writes a line to its stdin. */
  say(text: string): void;
}

/** Starts a command, whose descendants carry `marker`. */
export function holdProcess(
  [command = '', ...args]: readonly string[],
  { marker = `${randomUUID()}.1` }: { readonly marker?: string } = {},
): HeldProcess {
  const child = spawn(command, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, [MARKER_VARIABLE]: marker },
  });
  const identity = identify(child.pid ?? 0);
  if (child.pid === undefined || !identity) throw new Error(`${command} did not start.`);
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  // What is written to one that ended is lost, as it should be.
  child.stdin.on('error', () => undefined);
  return {
    pid: child.pid,
    identity,
    exited,
    say: (text) => void child.stdin.write(`${text}\n`),
    line: async () => {
      const { value, done } = await lines.next();
      if (done) throw new Error(`${command} has no further line.`);
      return value;
    },
    [Symbol.asyncDispose]: async () => {
      signalGroup(identity, 'SIGKILL');
      const finder = new DescendantFinder();
      await killUntilGone(() => finder.find({ marker }));
      await exited;
      child.stdout.destroy();
    },
  };
}

/**
 * A command that says the pid of its child, which becomes a zombie: the child ends once the shell has become a program that waits for
 * nobody. Before that the shell itself might take it away.
 */
export const leavesAZombie: readonly string[] = [
  'sh',
  '-c',
  '(until read -r name </proc/$$/comm && [ "$name" = sleep ]; do :; done) & echo $!; exec sleep 60',
];
