// Owns one process id: it runs the state machine, performs its effects and tells what happened, in order.
import {
  ChildMessage,
  type ExitReport,
  type HealthCheck,
  type ParentMessage,
  type ProcessEvent,
  type ProcessInfo,
  type ProcessMetrics,
  type ProcessSpec,
} from '@mcpm/domain';
import type { ChildEvent, Effect, RunReport, TimerName } from './decide/child-event.ts';
import { newChild, type ChildState } from './decide/child-state.ts';
import { transition } from './decide/transition.ts';
import { describeExit, describeMetrics, describeProcess } from './describe-process.ts';
import { measureProcess, type Usage } from './effects/measure-process.ts';
import { describeSpawnFailure } from './effects/spawn-child.ts';
import { LiveRun, type ProcessPipe } from './live-run.ts';
import type { HealthTarget } from './process-health.ts';
import { ProcessTeller, type EventBody } from './process-teller.ts';
import { ProcessTimers } from './process-timers.ts';
import { absorb } from './run-facts.ts';
import { runToBeReady, RunWaiters } from './run-waiters.ts';
import type { Surroundings } from './surroundings.ts';

interface Queued {
  readonly event: ChildEvent;
  /** Called with the state the event met. */
  readonly met?: (before: ChildState) => void;
}

/** One supervised process. */
export class SupervisedProcess {
  readonly id: string;
  readonly #around: Surroundings;
  readonly #teller: ProcessTeller;
  readonly #timers: ProcessTimers;
  readonly #waiters = new RunWaiters();
  readonly #queue: Queued[] = [];
  #busy = false;
  #state: ChildState;
  #run: LiveRun | undefined;
  #usage: Usage | undefined;
  #retryAt: string | undefined;
  #lastExit: ExitReport | undefined;

  constructor(spec: ProcessSpec, around: Surroundings) {
    this.id = spec.id;
    this.#around = around;
    this.#teller = new ProcessTeller(spec.id, around.emit);
    this.#timers = new ProcessTimers(around.clock);
    this.#state = newChild(spec);
  }

  /** Wants it running; settles with the run that is coming up, or the next one. */
  start(spec: ProcessSpec): Promise<ProcessInfo> {
    return this.#command({ type: 'start', spec }, 'ready', runToBeReady);
  }

  /** Wants it stopped; resolves when its run has ended, or is stuck. */
  stop(force: boolean): Promise<ProcessInfo> {
    return this.#command({ type: 'stop', force }, 'ended', (before) => before.runId);
  }

  /** Ends its run and begins another one, without waiting in between; settles with that one. */
  restart(): Promise<ProcessInfo> {
    return this.#command({ type: 'restart' }, 'ready', (before) => before.runId + 1);
  }

  get info(): ProcessInfo {
    return describeProcess({
      state: this.#state,
      run: this.#run,
      health: this.#around.health.recordOf(this.id),
      usage: this.#usage,
      reservedPort: this.#around.ports.get(this.id)?.port,
      retryAt: this.#retryAt,
      lastExit: this.#lastExit,
    });
  }

  /** The present as an event, for someone who subscribes now. */
  get snapshot(): ProcessEvent {
    return this.#teller.snapshot(this.info);
  }

  /** Whether it counts against the limit of processes. */
  get isActive(): boolean {
    return this.#state.wanted === 'running' || this.#state.run !== undefined;
  }

  /** The live run, as far as health checks need it. */
  get healthTarget(): HealthTarget | undefined {
    return this.#state.phase.name === 'ready' ? this.#run?.healthTarget : undefined;
  }

  /** Measures the live run now; undefined when there is none. */
  async measure(): Promise<ProcessMetrics | undefined> {
    const run = this.#run;
    if (run?.pid === undefined) return undefined;
    const usage = await measureProcess(run.pid);
    // The pid may belong to somebody else by now: only what was measured of a run that still lives is its own.
    if (!usage || this.#run !== run || !run.isAlive()) return undefined;
    this.#usage = usage;
    return describeMetrics(run, run.pid, usage, this.#around.clock.now());
  }

  /** Sends a message to the live run of a managed process. */
  send(message: ParentMessage): boolean {
    return this.#run?.send(message) ?? false;
  }

  /** Tells of a check that counted. */
  onHealthCheck(check: HealthCheck): void {
    if (this.#run?.runId !== check.runId) return;
    this.#run.lastHealthCheck = check.at;
    this.#tell({ type: 'health', check });
    this.#teller.tellStatus(this.info);
  }

  /** Both ends of its protocol, while a run with a piped stdout lives. */
  openPipe(): ProcessPipe | undefined {
    return this.#run?.openPipe();
  }

  /** Tells that the id is not supervised any more. */
  tellRemoved(): void {
    this.#tell({ type: 'removed' });
  }

  /** Hands an event to the state machine. */
  dispatch(event: ChildEvent, met?: (before: ChildState) => void): void {
    this.#queue.push(met ? { event, met } : { event });
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#step(next);
    } finally {
      this.#busy = false;
    }
  }

  #command(event: ChildEvent, until: 'ready' | 'ended', about: (before: ChildState) => number): Promise<ProcessInfo> {
    return new Promise((resolve) =>
      this.dispatch(event, (before) => resolve(this.#waiters.wait(until, about(before)))),
    );
  }

  #step({ event, met }: Queued): void {
    met?.(this.#state);
    const { clock, random } = this.#around;
    const { state, effects } = transition(this.#state, event, { now: clock.now(), jitter: random() });
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (state.phase.name === 'stopped') this.#around.ports.release(this.id);
    this.#teller.tellStatus(this.info);
    this.#waiters.onState(this.#state, () => this.info);
  }

  #perform(effect: Effect): void {
    const { slots, health } = this.#around;
    switch (effect.type) {
      case 'request-slot':
        return slots.request(this.id, () => this.dispatch({ type: 'slot' }));
      case 'release-slot':
        return slots.release(this.id);
      case 'spawn':
        return void this.#spawn(effect.runId);
      case 'end':
        return this.#run?.end(effect.step);
      case 'drain':
        return void this.#run?.drain().then(() => this.dispatch({ type: 'drained', runId: effect.runId }));
      case 'arm':
        return this.#arm(effect.timer, effect.delayMs);
      case 'disarm':
        return this.#timers.disarm(effect.timer);
      case 'watch':
        if (this.#run) this.#run.readyAt = new Date().toISOString();
        return health.startHealthCheck(this.id);
      case 'unwatch':
        return health.stopHealthCheck(this.id);
      case 'report':
        return this.#report(effect.report);
      case 'undefined':
        return process.emitWarning(
          `The supervisor has no transition from ${effect.phase} by ${effect.event}; nothing was done.`,
        );
    }
  }

  async #spawn(runId: number): Promise<void> {
    const { clock, spools, ports } = this.#around;
    const run = new LiveRun({ runId, spec: this.#state.spec, clock, spools });
    this.#run = run;
    this.#usage = undefined;
    try {
      if (!run.spec.listen) ports.release(this.id);
      const reserved = run.spec.listen && (await ports.reserve(this.id, run.spec.listen));
      // A stop may have come while the port was reserved: then nothing is spawned.
      if (this.#state.phase.name !== 'starting')
        return this.dispatch({ type: 'exited', runId, code: null, signal: null });
      await run.start(reserved?.fd, {
        onMessage: (message) => this.#hear(run, message),
        onExit: (code, signal) => this.dispatch({ type: 'exited', runId, code, signal }),
        onOutput: (stream, text) => this.#tell({ type: 'output', stream, text }),
      });
      this.dispatch({ type: 'spawned', runId });
    } catch (error) {
      const failure = describeSpawnFailure(error, run.spec.command);
      this.dispatch({ type: 'spawn-failed', runId, ...failure });
    }
  }

  #hear(run: LiveRun, raw: unknown): void {
    const { runId } = run;
    const { success, data: message } = ChildMessage.safeParse(raw);
    if (!success) return this.dispatch({ type: 'garbled', runId });
    run.facts = absorb(run.facts, message);
    this.#tell({ type: 'message', message });
    if (message.type === 'ready') return this.dispatch({ type: 'ready', runId });
    if (message.type === 'failed') return this.dispatch({ type: 'told', runId, reason: message.reason });
    if (message.type === 'health') this.#around.health.receive(message);
    this.#teller.tellStatus(this.info);
  }

  #report(report: RunReport): void {
    this.#lastExit = describeExit(report, this.#run);
    this.#run = undefined;
    this.#tell({ type: 'exit', report: this.#lastExit });
    this.#waiters.onReport(report, this.#state.wanted);
  }

  #arm(timer: TimerName, delayMs: number): void {
    const { runId } = this.#state;
    if (timer === 'retry') this.#retryAt = new Date(Date.now() + delayMs).toISOString();
    this.#timers.arm(timer, delayMs, () => this.dispatch({ type: 'timer', timer, runId }));
  }

  #tell(body: EventBody): void {
    this.#teller.tell(body, this.#state.runId);
  }
}
