// Owns what all launches of one supervisor share: its id, what the system gives, its run directory, its spools and its guardian.
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setImmediate as nextRound } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import { McpmError } from '@mcpm/domain';
import { isSame, signalProcess, type ProcessIdentity } from '../effects/end/identity.ts';
import { DescendantFinder } from '../effects/end/descendants.ts';
import { MARKER_VARIABLE, markerValue, runMarker } from '../effects/end/run-marker.ts';
import { hostEnvironment } from '../effects/launch/host-environment.ts';
import { probeLaunchSupport, type LaunchSupport } from '../effects/launch/launch-support.ts';
import { Guardian } from '../effects/ledger/guardian.ts';
import { endAdoptable, type Adoptable, type RecoveryReport } from '../effects/ledger/recover.ts';
import { RunDirectory } from '../effects/ledger/run-directory.ts';
import type { RunLedger } from '../effects/ledger/run-ledger.ts';
import { isOutOfDescriptors, SpoolDirectory } from '../effects/output/spool-directory.ts';

/** What a launch works with. */
export interface LaunchTools {
  readonly support: LaunchSupport;
  readonly ledger: RunLedger;
  readonly spools: SpoolDirectory;
}

/** The name of a run among all runs, and the value of the variable that carries it. */
export interface RunMark {
  readonly marker: string;
  readonly value: string;
}

interface Opened extends LaunchTools {
  readonly directory: RunDirectory;
}

/** The launches of one supervisor. Nothing is touched before `open`. */
export class Launcher {
  readonly finder = new DescendantFinder();
  readonly #supervisor = randomUUID();
  readonly #runDir: string | undefined;
  readonly #left = new Map<string, Adoptable>();
  #temporary: string | undefined;
  #opening: Promise<Opened> | undefined;
  #guardian: Guardian | undefined;
  #count = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param runDir made when it is not there; default: a temporary one, removed at the end. */
  constructor(runDir: string | undefined) {
    // The guardian and the launch script stand in other directories.
    this.#runDir = runDir === undefined ? undefined : resolve(runDir);
  }

  /** Takes the run directory and ends, or finds, what earlier supervisors left; until it worked once. Rejects with `supervisor_unsuitable` when another supervisor has it, or nobody can. */
  async open(): Promise<LaunchTools & { readonly recovery: RecoveryReport }> {
    const opened = await this.#opened();
    return { ...opened, recovery: opened.directory.recovery };
  }

  /** The run of an earlier supervisor under this id that goes on and belongs to nobody yet. Known once `open` has resolved. */
  leftRun(id: string): Adoptable | undefined {
    return this.#left.get(id);
  }

  /** Takes that run: it has an owner from now on. */
  takeLeftRun(id: string): Adoptable | undefined {
    const left = this.#left.get(id);
    this.#left.delete(id);
    return left;
  }

  /** Ends that run, if there is one: a second copy must never begin. Returns what of it, or of an earlier one, would not die. */
  async endLeftRun(id: string): Promise<readonly ProcessIdentity[]> {
    const { recovery } = await this.open();
    const left = this.leftRun(id);
    const remains = left ? await endAdoptable(left, this.finder) : [];
    // What would not die stays in the way of the next try too.
    if (left && remains.length === 0) this.takeLeftRun(id);
    const stuck = recovery.stuck.filter(({ entry }) => entry.id === id).flatMap((one) => one.left.filter(isSame));
    for (const one of stuck) signalProcess(one, 'SIGKILL');
    return [...remains, ...stuck];
  }

  /** The same, and the guardian watches from now on: for all that comes before a spawn and may take time. */
  async prepare(): Promise<LaunchTools> {
    const opened = await this.#opened();
    this.#guardian ??= this.#startGuardian(opened);
    this.#guardian?.ensure();
    return opened;
  }

  /** Resolves when it is the caller's turn to spawn: one in each round of the loop, since a spawn blocks it for milliseconds. */
  async turn(): Promise<void> {
    const before = this.#turn;
    this.#turn = before.then(() => nextRound());
    await before;
  }

  /** The mark of the next run. */
  mark(survive: boolean): RunMark {
    this.#count += 1;
    const marker = runMarker({ supervisor: this.#supervisor, number: this.#count, survive });
    return { marker, value: markerValue(marker, hostEnvironment()[MARKER_VARIABLE]) };
  }

  /** To be called when everything has been ended: nothing of it remains, but runs that nobody adopted. */
  async close(): Promise<void> {
    // Who never opened it, or could not, has nothing to give back.
    const opened = await this.#opening?.catch(() => undefined);
    await opened?.spools.remove();
    opened?.directory.close();
    if (this.#temporary !== undefined) await rm(this.#temporary, { recursive: true, force: true });
    // Last: whatever ends this process before that is seen to by the guardian.
    await this.#guardian?.goodbye();
  }

  // What failed is tried again by the next one who asks: the other supervisor may have left, the disk may have room.
  async #opened(): Promise<Opened> {
    const opening = (this.#opening ??= this.#open());
    try {
      return await opening;
    } catch (error) {
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    }
  }

  async #open(): Promise<Opened> {
    const [support, directory] = await Promise.all([probeLaunchSupport(), this.#openDirectory()]);
    const { adoptable } = directory.recovery;
    for (const one of adoptable) this.#left.set(one.entry.id, one);
    const spools = new SpoolDirectory(directory.path);
    const kept = adoptable.flatMap(({ entry: { spools: of } }) => [of.stdout?.path, of.stderr?.path]);
    await spools.sweep(new Set(kept.filter((path) => path !== undefined)));
    return { support, directory, ledger: directory.ledger, spools };
  }

  async #openDirectory(): Promise<RunDirectory> {
    try {
      const runDir = this.#runDir ?? (this.#temporary ??= mkdtempSync(join(tmpdir(), 'mcpm-run-')));
      return await RunDirectory.open({ runDir, supervisor: this.#supervisor, finder: this.finder });
    } catch (error) {
      if (error instanceof McpmError || isOutOfDescriptors(error)) throw error;
      const [where, why] = [this.#runDir ?? tmpdir(), error instanceof Error ? error.message : String(error)];
      throw new McpmError('supervisor_unsuitable', `The run directory ${where} cannot be used: ${why}.`, {
        cause: error,
      });
    }
  }

  #startGuardian({ support, directory }: Opened): Guardian | undefined {
    if (support.shell === undefined) return undefined;
    return Guardian.start({
      supervisor: this.#supervisor,
      ledgerDir: directory.ledgerDir,
      shell: support.shell,
      path: hostEnvironment()['PATH'] ?? '/usr/bin:/bin',
      temporary: this.#temporary,
    });
  }
}
