// Owns a supervisor of one test that is killed: its program, what it told, and that nothing of it is left when its scope ends.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '@mcpm/test-kit';
import { expect } from 'vitest';
import { DescendantFinder } from '../src/effects/end/descendants.ts';
import { identify, isSame, type ProcessIdentity } from '../src/effects/end/identity.ts';
import { killUntilGone } from '../src/effects/end/kill-until-gone.ts';
import { CgroupLeaf } from '../src/effects/launch/cgroup-leaf.ts';
import { holdProcess, type HeldProcess } from './hold-process.ts';

const program = fileURLToPath(new URL('programs/supervises.ts', import.meta.url));

/** What it tells when it has opened its run directory. */
interface Opening {
  readonly supervisor: string;
  readonly guardian?: number;
  readonly ended: readonly string[];
  readonly adoptable: readonly { readonly id: string; readonly runId: number; readonly pid: number }[];
  readonly damaged: number;
  readonly stuck: number;
}

/** What it tells of a start. */
interface Started {
  readonly marker: string;
  readonly pid: number;
  readonly level: string;
  readonly cgroup?: string;
}

/** The programs that leave their group: setsid, forked twice, ignoring TERM. */
export const ESCAPEES = [fileURLToPath(new URL('programs/leaves-escapees.sh', import.meta.url))];

export class DyingSupervisor implements AsyncDisposable {
  readonly #held: HeldProcess;
  readonly #runDir: string;
  readonly opening: Opening;
  readonly #cgroups: string[] = [];
  readonly #guardian: ProcessIdentity | undefined;

  private constructor(held: HeldProcess, runDir: string, opening: Opening) {
    this.#held = held;
    this.#runDir = runDir;
    this.opening = opening;
    this.#guardian = identify(opening.guardian ?? 0);
  }

  /** Starts one on a run directory; `without`: parts that are left out of it. Throws what it was refused with. */
  static async open(runDir: string, ...without: readonly string[]): Promise<DyingSupervisor> {
    const held = holdProcess([process.execPath, '--conditions=mcpm-source', program, runDir, ...without]);
    const told = JSON.parse(await held.line()) as Opening & { readonly refused?: string };
    if (told.refused === undefined) return new DyingSupervisor(held, runDir, told);
    await held[Symbol.asyncDispose]();
    throw new Error(told.refused);
  }

  get pid(): number {
    return this.#held.pid;
  }

  /** Starts `sh` with these arguments. */
  async start(id: string, args: readonly string[], survive = false): Promise<Started> {
    this.#held.say(JSON.stringify({ id, args, survive }));
    const started = JSON.parse(await this.#held.line()) as Started;
    if (started.cgroup !== undefined) this.#cgroups.push(started.cgroup);
    return started;
  }

  /** Whether its guardian is there. */
  get isGuarded(): boolean {
    return this.#guardian !== undefined && isSame(this.#guardian);
  }

  /** Begins a start in which it kills itself. */
  async dieAt(dies: 'before-spawn' | 'at-spawn', args: readonly string[]): Promise<void> {
    this.#held.say(JSON.stringify({ id: 'last', args, dies }));
    await this.#held.exited;
  }

  /** The processes that a child named on its stdout, once it has named so many. */
  async named(id: string, count: number): Promise<readonly ProcessIdentity[]> {
    return eventually(() => {
      const lines = readFileSync(join(this.#runDir, `${id}.out`), 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      expect(lines).toHaveLength(count);
      return lines.map((line) => identify(Number(line.split(' ')[1]))).filter((one) => one !== undefined);
    });
  }

  async kill(): Promise<void> {
    process.kill(this.pid, 'SIGKILL');
    await this.#held.exited;
  }

  async leave(): Promise<void> {
    this.#held.say('leave');
    await this.#held.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#held[Symbol.asyncDispose]();
    const finder = new DescendantFinder();
    const { supervisor } = this.opening;
    for (const marker of [`${supervisor}.`, `keep.${supervisor}.`]) await killUntilGone(() => finder.find({ marker }));
    // The guardian looks into a directory that is about to be removed.
    await eventually(() => expect(this.isGuarded).toBe(false), { timeoutMs: 6000 });
    await Promise.all(this.#cgroups.map((path) => CgroupLeaf.at(path).remove()));
  }
}
