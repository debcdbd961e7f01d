// Owns a child that an earlier supervisor started: it can be watched and signalled, but its pipes and its exit code are lost.
import type { Clock } from '../../runtime/clock.ts';
import { isSame, signalGroup, type ProcessIdentity } from '../end/identity.ts';

/** A child without pipes. */
export interface AdoptedChild {
  readonly identity: ProcessIdentity;
  readonly stdin: undefined;
  readonly stdout: undefined;
  /** It has no channel: always false. */
  readonly send: () => boolean;
  /** Sends a signal to its whole process group; false when nothing is left of it. */
  readonly signal: (signal: NodeJS.Signals) => boolean;
  readonly isAlive: () => boolean;
  /** Resolves when it exited. */
  readonly closed: Promise<void>;
  /** Stops watching it; it goes on. */
  readonly release: () => void;
}

/** Milliseconds between two looks: who is not the parent is told nothing. */
const LOOK_EVERY_MS = 500;

/** Takes a survivor over. `onExit` comes once, within half a second of its end, with no code and no signal: only a parent is told those. */
export function adoptChild(
  identity: ProcessIdentity,
  listener: { readonly onExit: (code: null, signal: null) => void },
  clock: Clock,
): AdoptedChild {
  const closed = Promise.withResolvers<void>();
  let timer: unknown;
  const look = (): void => {
    if (isSame(identity)) {
      timer = clock.setTimeout(look, LOOK_EVERY_MS);
      return;
    }
    listener.onExit(null, null);
    closed.resolve();
  };
  timer = clock.setTimeout(look, 0);
  return {
    identity,
    stdin: undefined,
    stdout: undefined,
    send: () => false,
    signal: (signal) => signalGroup(identity, signal),
    isAlive: () => isSame(identity),
    closed: closed.promise,
    release: () => clock.clearTimeout(timer),
  };
}
