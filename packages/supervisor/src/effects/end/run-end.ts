// Owns the one end of a run: what each step of the stop ladder does, and that nothing of it is left afterwards.
import type { ParentMessage } from '@mcpm/domain';
import type { LadderStep } from '../../decide/child-state.ts';
import type { DescendantFinder } from './descendants.ts';
import { identify, isSame, signalProcess, type ProcessIdentity } from './identity.ts';
import { killUntilGone } from './kill-until-gone.ts';

/** What an end needs of a child. */
interface EndedChild {
  readonly identity: ProcessIdentity;
  readonly stdin: { readonly end: () => unknown } | undefined;
  readonly send: (message: ParentMessage) => boolean;
  /** To its whole group. */
  readonly signal: (signal: NodeJS.Signals) => boolean;
}

/** What an end needs of a cgroup of the run's own. */
interface EndedCgroup {
  readonly kill: () => void;
  readonly pids: () => readonly number[];
  readonly remove: () => Promise<void>;
}

/** The run to be ended. */
export interface RunToEnd {
  readonly child: EndedChild;
  readonly marker: string;
  readonly cgroup: EndedCgroup | undefined;
  readonly finder: DescendantFinder;
}

/** The end of one run; it remembers the descendants it saw, since nobody knows them by ancestry once their parents are gone. */
export class RunEnd {
  readonly #run: RunToEnd;
  #known: readonly ProcessIdentity[] = [];

  constructor(run: RunToEnd) {
    this.#run = run;
  }

  /** Asks (`eof`: shutdown message and end of stdin), urges (`term`: TERM to the group, and CONT so that a stopped one hears it) or kills all there is of it. */
  step(step: LadderStep): void {
    const { child, cgroup, finder } = this.#run;
    // A cgroup knows its own better than any ancestry does.
    const seen = cgroup ? [] : finder.snapshotTree(child.identity);
    this.#known = [...seen, ...this.#known.filter((one) => isSame(one) && !seen.some(({ pid }) => pid === one.pid))];
    if (step === 'eof') {
      child.send({ type: 'shutdown' });
      child.stdin?.end();
    } else if (step === 'term') {
      child.signal('SIGTERM');
      child.signal('SIGCONT');
    } else {
      child.signal('SIGKILL');
      cgroup?.kill();
      for (const one of this.#known) signalProcess(one, 'SIGKILL');
    }
  }

  /**
   * To be called as soon as the child has exited: kills what it left in its group, its cgroup, its ancestry, or anywhere with its marker, and resolves when nothing is left;
   * after two seconds with what would not die. Takes the cgroup away.
   */
  async sweep(): Promise<{ readonly left: readonly ProcessIdentity[] }> {
    const { child, marker, cgroup, finder } = this.#run;
    child.signal('SIGKILL');
    const left = await killUntilGone(async () => {
      const found = await finder.find({ marker, identity: child.identity, known: this.#known, justEnded: true });
      return cgroup ? [...found, ...othersInside(cgroup, found)] : found;
    });
    await cgroup?.remove();
    return { left };
  }
}

// What no marker and no ancestry leads to: at once, by the kernel.
function othersInside(cgroup: EndedCgroup, found: readonly ProcessIdentity[]): readonly ProcessIdentity[] {
  const pids = cgroup.pids();
  if (pids.length > 0) cgroup.kill();
  return pids
    .filter((pid) => !found.some((one) => one.pid === pid))
    .map((pid) => identify(pid))
    .filter((one) => one !== undefined)
    .filter(isSame);
}
