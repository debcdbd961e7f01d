// Owns the set of supervised processes: the verbs, who is told, and the common end.
import { availableParallelism } from 'node:os';
import {
  McpmError,
  parse,
  ProcessSpec,
  refuseEndlessRestarts,
  type ParentMessage,
  type ProcessEvent,
  type ProcessInfo,
  type ProcessMetrics,
  type ProcessSpecInput,
} from '@mcpm/domain';
import { systemClock, type Clock } from './clock.ts';
import { PortReservations } from './effects/port-reservations.ts';
import { SpoolDirectory } from './effects/spool-directory.ts';
import { EventStream } from './event-stream.ts';
import type { ProcessPipe } from './live-run.ts';
import { ProcessHealth } from './process-health.ts';
import { StartSlots } from './start-slots.ts';
import { SupervisedProcess } from './supervised-process.ts';
import type { Surroundings } from './surroundings.ts';

/** How a supervisor works. */
export interface ProcessManagerOptions {
  /** Directory (made with mode 0700) the raw output of children stands in until it is read. Default: a fresh temporary one, removed at the end. */
  readonly runDir: string;
  /** How many processes may be wanted or alive at once. Default: no limit. */
  readonly maxProcesses?: number;
  /** How many children may be between spawn and ready at once. Default: the number of cores. */
  readonly startSlots?: number;
  /** Monotonic time; default: the machine's. */
  readonly clock?: Clock;
  /** Numbers in [0, 1); default: `Math.random`. */
  readonly random?: () => number;
}

/** When a shutdown stops being polite, in milliseconds: early enough to be over after 30 s. */
const FORCE_AFTER_MS = 20_000;

/** Keeps operating-system processes alive. Installs nothing in the host program: call `shutdown` before it ends. */
export class ProcessManager {
  /** The health checks; they run by themselves for every process. */
  readonly health: ProcessHealth;
  readonly #processes = new Map<string, SupervisedProcess>();
  readonly #events = new EventStream();
  readonly #spools: SpoolDirectory;
  readonly #ports = new PortReservations();
  readonly #maxProcesses: number;
  readonly #clock: Clock;
  readonly #around: Surroundings;
  #ending: Promise<void> | undefined;

  constructor(options: Partial<ProcessManagerOptions> = {}) {
    const {
      runDir,
      maxProcesses = Infinity,
      startSlots = availableParallelism(),
      clock = systemClock,
      random = Math.random,
    } = options;
    this.#maxProcesses = maxProcesses;
    this.#clock = clock;
    this.#spools = new SpoolDirectory(runDir);
    this.health = new ProcessHealth({
      clock,
      random,
      target: (id) => this.#processes.get(id)?.healthTarget,
      onCheck: (check) => this.#processes.get(check.id)?.onHealthCheck(check),
      onUnhealthy: (id, runId, reason) => this.#processes.get(id)?.dispatch({ type: 'unhealthy', runId, reason }),
    });
    const emit = (event: ProcessEvent) => this.#events.emit(event);
    this.#around = {
      clock,
      random,
      slots: new StartSlots(Math.max(1, startSlots), clock),
      ports: this.#ports,
      spools: this.#spools,
      health: this.health,
      emit,
    };
  }

  /**
   * Wants a process running and resolves when it is. Rejects with `McpmError` when its first run does not become ready
   * (`process_spawn_failed`, `process_start_timeout`, `process_exited`, `port_in_use`, or what the child told); the restart policy goes
   * on all the same. Also `validation_failed`, `process_limit_reached`, `shutting_down`. When it is wanted already, the spec is
   * taken for its next run.
   */
  async startProcess(spec: ProcessSpecInput): Promise<ProcessInfo> {
    const parsed = parseSpec(spec);
    this.#checkOpen();
    const known = this.#processes.get(parsed.id);
    if (!known?.isActive) this.#checkLimit();
    const process = known ?? new SupervisedProcess(parsed, this.#around);
    this.#processes.set(parsed.id, process);
    return process.start(parsed);
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
    this.#ports.release(id);
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

  /** Sends a message to a managed process; false when it cannot be delivered. */
  sendMessage(id: string, message: ParentMessage): boolean {
    return this.#processes.get(id)?.send(message) ?? false;
  }

  /** The protocol ends of the current run of a process whose spec says `stdout: 'pipe'`; undefined when there is none. */
  openPipe(id: string): ProcessPipe | undefined {
    return this.#processes.get(id)?.openPipe();
  }

  /** Stops everything, all at once, within 30 s; nothing remains. May be called again. */
  shutdown(): Promise<void> {
    this.#ending ??= this.#end();
    return this.#ending;
  }

  async #end(): Promise<void> {
    const stopAll = (force: boolean) =>
      Promise.all([...this.#processes.values()].map((process) => process.stop(force)));
    const impatience = this.#clock.setTimeout(() => void stopAll(true), FORCE_AFTER_MS);
    await stopAll(false);
    this.#clock.clearTimeout(impatience);
    await this.#spools.remove();
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

function parseSpec(input: ProcessSpecInput): ProcessSpec {
  const spec = parse(ProcessSpec, input);
  refuseEndlessRestarts(spec.restart);
  return spec;
}
