// Owns one run at the rim: its child, its spools, its place in the ledger, what it told, and their orderly end.
import { join } from 'node:path';
import type { Containment, ParentMessage, ProcessSpec } from '@mcpm/domain';
import type { Clock } from '../runtime/clock.ts';
import type { LadderStep } from '../decide/child-state.ts';
import { withinLimits, type LimitState, type Usage } from '../decide/limit-watch.ts';
import { closePipes } from '../effects/end/close-pipes.ts';
import { isSame, type ProcessIdentity } from '../effects/end/identity.ts';
import { RunEnd } from '../effects/end/run-end.ts';
import { CgroupLeaf } from '../effects/launch/cgroup-leaf.ts';
import { chooseContainment } from '../effects/launch/choose-containment.ts';
import { spawnChild, type Child, type ChildListener } from '../effects/launch/spawn-child.ts';
import { adoptChild, type AdoptedChild } from '../effects/ledger/adopted-child.ts';
import type { Adoptable } from '../effects/ledger/recover.ts';
import type { NewRun, RunLedger } from '../effects/ledger/run-ledger.ts';
import type { ProcessPipe } from '../health/probe.ts';
import type { Launcher, LaunchTools } from './launcher.ts';
import type { RunFacts } from './run-facts.ts';
import { RunOutput, type OutputListener, type OutputTotals } from './run-output.ts';

const NO_LEAF = { level: 'group', reason: 'No cgroup could be made for it this time.' } as const;

/** What a run tells while it lives. */
export type RunListener = ChildListener & OutputListener;

/** What a run is made with. */
export interface LiveRunOptions {
  readonly runId: number;
  readonly spec: ProcessSpec;
  readonly clock: Clock;
  readonly launcher: Launcher;
}

/** One run, from before the spawn until its output is read to the end. */
export class LiveRun {
  readonly runId: number;
  readonly spec: ProcessSpec;
  /** ISO 8601. */
  startedAt = new Date().toISOString();
  readonly startedMs: number;
  readyAt: string | undefined;
  lastHealthCheck: string | undefined;
  facts: RunFacts = {};
  usage: Usage | undefined;
  limits: LimitState = withinLimits;
  containment: Containment | undefined;
  readonly #options: LiveRunOptions;
  #tools: LaunchTools | undefined;
  #child: Child | AdoptedChild | undefined;
  #program: ProcessIdentity | undefined;
  #cgroup: CgroupLeaf | undefined;
  #ledgerFile: string | undefined;
  #output: RunOutput | undefined;
  #end: RunEnd | undefined;
  #isSought = false;
  #isAdopted = false;

  constructor(options: LiveRunOptions) {
    this.#options = options;
    this.runId = options.runId;
    this.spec = options.spec;
    this.startedMs = options.clock.now();
  }

  /** Who runs the command; undefined before the spawn. */
  get identity(): ProcessIdentity | undefined {
    const child = this.#child;
    if (!child) return undefined;
    // In a namespace the command begins a moment after the process that holds it.
    if (this.#program === undefined || this.#program === child.identity)
      this.#program = 'program' in child ? child.program() : child.identity;
    return this.#program;
  }

  /** Whether it is, or would have been, the run of an earlier supervisor. */
  get isSought(): boolean {
    return this.#isSought;
  }

  get isAdopted(): boolean {
    return this.#isAdopted;
  }

  /** What its streams came to; whole once it is drained. */
  get output(): OutputTotals | undefined {
    return this.#output?.totals;
  }

  /** Whether the kernel killed one of it for want of memory; only a cgroup knows. */
  get wasOutOfMemory(): boolean {
    return (this.#cgroup?.oomKills() ?? 0) > 0;
  }

  /** Spawns the child. Throws what the spawn threw, or `containment_unavailable`. */
  async start(tools: LaunchTools, listen: number | undefined, listener: RunListener): Promise<void> {
    const { spec, runId } = this;
    const { launcher, clock } = this.#options;
    const { support, ledger, spools } = tools;
    let containment = chooseContainment(spec, support);
    const { marker, value } = launcher.mark(spec.survive);
    this.#tools = tools;
    const parent = containment.level === 'cgroup' ? support.cgroupParent : undefined;
    const leaf = `mcpm-${marker}`;
    const output = RunOutput.open({ spec, spools, clock, listener });
    this.#output = output;
    this.#ledgerFile = this.#write(ledger, {
      id: spec.id,
      runId,
      marker,
      survive: spec.survive,
      startedAt: this.startedAt,
      containment,
      cgroup: parent === undefined ? undefined : join(parent, leaf),
      command: spec.command,
      args: spec.args,
      spools: output.places,
    });
    // Made once it is written down: a supervisor that dies between leaves none that nobody knows of.
    if (parent !== undefined) this.#cgroup = this.#makeLeaf(parent, leaf);
    if (parent !== undefined && !this.#cgroup) containment = { ...containment, ...NO_LEAF };
    this.containment = containment;
    const descriptors = { ...output.descriptors, listen };
    const cgroup = this.#cgroup;
    const child = await spawnChild(
      { spec, descriptors, support, containment, cgroup, marker: value, ledgerFile: this.#ledgerFile },
      listener,
    );
    this.#own(child, marker);
    output.follow();
    if (spec.survive) output.onRead = () => this.#note();
  }

  /** Takes over a run that an earlier supervisor left; false when it is gone, or its output cannot be read now: then nothing of it belongs to this run. */
  async adopt(left: Adoptable, listener: RunListener): Promise<boolean> {
    const { launcher, clock } = this.#options;
    const { entry, identity, file } = left;
    this.#isSought = true;
    this.#tools = await launcher.open();
    const { notices } = this.#tools.spools;
    this.startedAt = entry.startedAt;
    this.readyAt = entry.readyAt;
    try {
      this.#output = RunOutput.reopen({ spools: entry.spools, clock, notices, listener });
    } catch {
      // No descriptor is left: one that is started anew will be heard, once there is one again.
      return false;
    }
    if (!isSame(identity)) return false;
    this.#isAdopted = true;
    this.#ledgerFile = file;
    this.containment = entry.containment;
    if (entry.cgroup !== undefined) this.#cgroup = CgroupLeaf.at(entry.cgroup);
    this.#own(adoptChild(identity, listener, clock), entry.marker);
    this.#output.follow();
    this.#output.onRead = () => this.#note();
    return true;
  }

  /** It became ready. */
  becomeReady(): void {
    this.readyAt ??= new Date().toISOString();
    if (this.spec.survive) this.#tools?.ledger.update(this.#ledgerFile, { readyAt: this.readyAt });
  }

  /** Does a step of the stop ladder; nothing before the spawn. */
  end(step: LadderStep): void {
    this.#end?.step(step);
  }

  /** Ends all that the child left behind and reads its output to the end. */
  async drain(): Promise<void> {
    const swept = this.#end ? await this.#sweep(this.#end) : { left: [] };
    if (!this.#end) await this.#cgroup?.remove();
    await this.#output?.finish();
    // What would not die stays written down: the next supervisor has to know of it.
    if (swept.left.length === 0) this.#tools?.ledger.end(this.#ledgerFile);
  }

  /** False when the message cannot be delivered. */
  send(message: ParentMessage): boolean {
    return this.#child?.send(message) ?? false;
  }

  isAlive(): boolean {
    return this.#child?.isAlive() ?? false;
  }

  /** Undefined before the spawn, after the exit, and when stdout is not a pipe. */
  openPipe(): ProcessPipe | undefined {
    if (!this.#child?.stdout || !this.#child.stdin || !this.isAlive()) return undefined;
    return { runId: this.runId, stdin: this.#child.stdin, stdout: this.#child.stdout };
  }

  async #sweep(end: RunEnd) {
    const [swept] = await Promise.all([end.sweep(), this.#child && closePipes(this.#child, this.#options.clock)]);
    return swept;
  }

  // A disk that takes nothing is no reason not to run: what is not to outlive us is found by its marker. Of a survivor the next supervisor would know nothing.
  #write(ledger: RunLedger, run: NewRun): string | undefined {
    try {
      return ledger.begin(run);
    } catch (error) {
      if (run.survive) throw error;
      return undefined;
    }
  }

  // Where the best that can be had was asked for, a cgroup that is refused now is no reason not to run.
  #makeLeaf(parent: string, name: string): CgroupLeaf | undefined {
    try {
      return CgroupLeaf.make(parent, name, this.spec.limits);
    } catch (error) {
      if (this.spec.containment !== 'best-effort') throw error;
      return undefined;
    }
  }

  #own(child: Child | AdoptedChild, marker: string): void {
    this.#child = child;
    this.#end = new RunEnd({ child, marker, cgroup: this.#cgroup, finder: this.#options.launcher.finder });
  }

  #note(): void {
    if (this.#output) this.#tools?.ledger.update(this.#ledgerFile, { spools: this.#output.places });
  }
}
