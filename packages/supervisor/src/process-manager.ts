// Owns the set of supervised processes: the verbs, who is told, and the common end.
import { availableParallelism } from 'node:os';
import {
  McpmError,
  type ParentMessage,
  type ProcessEvent,
  type ProcessInfo,
  type ProcessMetrics,
  type ProcessSpec,
  type ProcessSpecInput,
} from '@mcpm/domain';
import { checkSpec } from './check-spec.ts';
import { systemClock } from './runtime/clock.ts';
import { refuseWorkerThread } from './effects/launch/refuse-worker-thread.ts';
import type { CloseUsage } from './effects/measure/measure-closely.ts';
import { MetricSweep } from './effects/measure/metric-sweep.ts';
import { ProcessMeter } from './effects/measure/process-meter.ts';
import { PortReservations } from './effects/ports/port-reservations.ts';
import { EventBuffer, type EventBufferOptions } from './events/event-buffer.ts';
import { EventStream } from './events/event-stream.ts';
import type { ProcessPipe } from './health/probe.ts';
import { ProcessHealth } from './health/process-health.ts';
import { Launcher } from './process/launcher.ts';
import type { MeasuredRun } from './process/run-host.ts';
import { SupervisedProcess } from './process/supervised-process.ts';
import type { Surroundings } from './process/surroundings.ts';
import type { ProcessManagerOptions, Recovery } from './process-manager-options.ts';
import { RESTARTS_PER_MINUTE, StartSlots } from './process/start-slots.ts';

/** When a shutdown stops being polite, in milliseconds: early enough to be over after 30 s. */
const FORCE_AFTER_MS = 20_000;

/** Keeps operating-system processes alive. Installs nothing in the host program but its end: call `shutdown` before it ends. */
export class ProcessManager {
  /** The health checks; they run by themselves for every process. */
  readonly health: ProcessHealth;
  readonly #processes = new Map<string, SupervisedProcess>();
  readonly #events = new EventStream();
  readonly #maxProcesses: number;
  readonly #around: Surroundings;
  readonly #sweep: MetricSweep<MeasuredRun>;
  #ending: Promise<void> | undefined;

  /** Throws `supervisor_unsuitable` on a worker thread. */
  constructor(options: Partial<ProcessManagerOptions> = {}) {
    refuseWorkerThread();
    const { clock = systemClock, random = Math.random, startSlots = availableParallelism(), probes = {} } = options;
    this.#maxProcesses = options.maxProcesses ?? Infinity;
    const meter = new ProcessMeter(clock);
    this.health = new ProcessHealth({
      clock,
      random,
      target: (id) => this.#processes.get(id)?.healthTarget,
      onCheck: (check) => this.#processes.get(check.id)?.onHealthCheck(check),
      onVerdict: (verdict) => this.#processes.get(verdict.id)?.onHealthVerdict(verdict),
      onUnhealthy: (id, runId, reason) => this.#processes.get(id)?.dispatch({ type: 'unhealthy', runId, reason }),
    });
    this.#around = {
      clock,
      random,
      slots: new StartSlots(Math.max(1, startSlots), clock, options.restartsPerMinute ?? RESTARTS_PER_MINUTE),
      ports: new PortReservations(),
      launcher: new Launcher(options.runDir),
      meter,
      health: this.health,
      probes,
      emit: (event: ProcessEvent) => this.#events.emit(event),
    };
    this.#sweep = new MetricSweep<MeasuredRun>({
      clock,
      meter,
      targets: () => [...this.#processes.values()].flatMap((process) => process.measured ?? []),
      onUsage: (target, usage) => this.#processes.get(target.run.spec.id)?.onSample(target, usage),
    });
  }

  /**
   * Takes the run directory, and ends what supervisors left in it that died: happens by itself before the first spawn, but only after it has resolved are processes
   * that went on (`survive`) adopted by `startProcess`. Rejects with `supervisor_unsuitable` when another supervisor has the directory, or it cannot be made or read.
   */
  async recover(): Promise<Recovery> {
    this.#checkOpen();
    const { ended, adoptable, stuck, damaged } = (await this.#around.launcher.open()).recovery;
    return {
      ended: ended.map(({ id }) => id),
      adoptable: adoptable.map(({ entry }) => entry.id),
      stuck: stuck.map(({ entry }) => entry.id),
      damaged,
    };
  }

  /**
   * Wants a process running and resolves when it is. Rejects with `McpmError` when its first run does not become ready
   * (`process_spawn_failed`, `process_start_timeout`, `process_exited`, `port_in_use`, `containment_unavailable`, `supervisor_unsuitable`, or what the child told); the
   * restart policy goes on all the same. Also `validation_failed`, `process_limit_reached`, `shutting_down`. When it is wanted already, the spec is
   * taken for its next run.
   */
  async startProcess(spec: ProcessSpecInput): Promise<ProcessInfo> {
    const checked = checkSpec(spec, this.#around.probes);
    this.#checkOpen();
    const known = this.#processes.get(checked.id);
    if (!known?.isActive) this.#checkLimit();
    const process = known ?? new SupervisedProcess(checked, this.#around);
    this.#processes.set(checked.id, process);
    this.#sweep.start();
    const left = process.isActive ? undefined : this.#leftRunOf(checked);
    return left === undefined ? process.start(checked) : process.adopt(checked, left);
  }

  /** Wants a process stopped and resolves when it is, or is `stuck`. `force` kills at once. Rejects with `process_not_found`. */
  async stopProcess(id: string, options: { readonly force?: boolean } = {}): Promise<ProcessInfo> {
    return this.#find(id).stop(options.force ?? false);
  }

  /** Ends the run, if there is one, begins another, and resolves when that is running; rejects like `startProcess`. */
  async restartProcess(id: string): Promise<ProcessInfo> {
    this.#checkOpen();
    const process = this.#find(id);
    if (!process.isActive) this.#checkLimit();
    return process.restart();
  }

  /** Says that a process is needed now: one that was given up is tried once more before its time. Throws `process_not_found`. */
  demandProcess(id: string): ProcessInfo {
    this.#checkOpen();
    const process = this.#find(id);
    process.dispatch({ type: 'demand' });
    return process.info;
  }

  /** Stops a process and forgets it; nothing happens when it is not known. Rejects with `process_stuck` when it cannot be ended. */
  async removeProcess(id: string): Promise<void> {
    const process = this.#processes.get(id);
    if (!process) return;
    // Somebody may start it again while it ends; the last word is `remove`.
    while (process.info.status !== 'stopped') {
      const { status, reason } = await process.stop(false);
      if (status === 'stuck') throw new McpmError('process_stuck', reason?.detail ?? `${id} is stuck.`);
    }
    if (this.#processes.get(id) !== process) return;
    this.#processes.delete(id);
    this.#around.ports.release(id);
    this.health.forget(id);
    process.tellRemoved();
  }

  /** What is known of a process now. */
  getProcessInfo(id: string): ProcessInfo | undefined {
    return this.#processes.get(id)?.info;
  }

  /** Measures a process now, with the last statistics and event-loop delay it told; undefined when nothing runs under this id. */
  async getProcessMetrics(id: string): Promise<ProcessMetrics | undefined> {
    return this.#processes.get(id)?.measure();
  }

  /** What a process really holds (PSS, private memory, threads, open files, descendants); about 1 ms of the kernel's time. Undefined when nothing runs, or there is no /proc. */
  async getCloseUsage(id: string): Promise<CloseUsage | undefined> {
    return this.#processes.get(id)?.measureClosely();
  }

  /** Every process, in the order they were first started. */
  listProcesses(): readonly ProcessInfo[] {
    return [...this.#processes.values()].map((process) => process.info);
  }

  /** Delivers a `status` of each process first, then every event as it happens, `seq` without gaps per process. Returns the unsubscribe function. */
  subscribe(listener: (event: ProcessEvent) => void): () => void {
    return this.#events.subscribe(
      listener,
      [...this.#processes.values()].map((process) => process.snapshot),
    );
  }

  /** The same for one reader at its own pace: `for await (const event of manager.events())`. What it does not take in time is dropped, the oldest first, and counted. */
  events(options: Omit<EventBufferOptions, 'onEnd'> = {}): EventBuffer {
    let unsubscribe: (() => void) | undefined;
    const buffer: EventBuffer = new EventBuffer({ ...options, onEnd: () => unsubscribe?.() });
    unsubscribe = this.subscribe((event) => buffer.push(event));
    if (options.signal?.aborted) unsubscribe();
    return buffer;
  }

  /** Sends a message to a managed process; false when it cannot be delivered. */
  sendMessage(id: string, message: ParentMessage): boolean {
    return this.#processes.get(id)?.send(message) ?? false;
  }

  /** The protocol ends of the current run of a process whose spec says `stdout: 'pipe'`; undefined when there is none. */
  openPipe(id: string): ProcessPipe | undefined {
    return this.#processes.get(id)?.openPipe();
  }

  /** Stops everything, all at once, within 30 s; nothing remains. May be called again; `force` kills at once. */
  async shutdown(options: { readonly force?: boolean } = {}): Promise<void> {
    this.#ending ??= this.#end();
    if (options.force) void this.#stopAll(true);
    return this.#ending;
  }

  #stopAll(force: boolean): Promise<unknown> {
    return Promise.all([...this.#processes.values()].map((process) => process.stop(force)));
  }

  async #end(): Promise<void> {
    const { clock, launcher, meter } = this.#around;
    const impatience = clock.setTimeout(() => void this.#stopAll(true), FORCE_AFTER_MS);
    await this.#stopAll(false);
    clock.clearTimeout(impatience);
    this.#sweep.stop();
    meter.close();
    await launcher.close();
  }

  // The id its run is adopted under; undefined when there is none, or it is another program.
  #leftRunOf({ id, survive, command, args }: ProcessSpec): number | undefined {
    const entry = survive ? this.#around.launcher.leftRun(id)?.entry : undefined;
    const isSame = entry?.command === command && JSON.stringify(entry.args) === JSON.stringify(args);
    return isSame ? entry?.runId : undefined;
  }

  #find(id: string): SupervisedProcess {
    const process = this.#processes.get(id);
    if (!process) throw new McpmError('process_not_found', `No process has the id ${id}.`);
    return process;
  }

  #checkOpen(): void {
    if (this.#ending) throw new McpmError('shutting_down', 'The supervisor is shutting down.');
  }

  #checkLimit(): void {
    const active = [...this.#processes.values()].filter((process) => process.isActive).length;
    if (active >= this.#maxProcesses)
      throw new McpmError('process_limit_reached', `${active} processes run already, and no more may.`);
  }
}
