// Owns one process id: it runs the state machine, performs its effects and tells what happened, in order.
import type {
  ExitReport,
  HealthCheck,
  HealthVerdict,
  ParentMessage,
  ProcessEvent,
  ProcessInfo,
  ProcessMetrics,
  ProcessSpec,
} from '@mcpm/domain';
import type { ChildEvent, Effect, RunReport, TimerName } from '../decide/child-event.ts';
import { newChild, type ChildState } from '../decide/child-state.ts';
import type { Usage } from '../decide/limit-watch.ts';
import { transition } from '../decide/transition.ts';
import { measureClosely, type CloseUsage } from '../effects/measure/measure-closely.ts';
import { ProcessTeller, type EventBody } from '../events/process-teller.ts';
import type { ProcessPipe } from '../health/probe.ts';
import type { HealthTarget } from '../health/process-health.ts';
import { describeProcess } from './describe-process.ts';
import { ProcessTimers } from './process-timers.ts';
import { RunHost, type MeasuredRun } from './run-host.ts';
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
  readonly #host: RunHost;
  readonly #waiters = new RunWaiters();
  readonly #queue: Queued[] = [];
  #busy = false;
  #state: ChildState;
  #retryAt: string | undefined;
  #lastExit: ExitReport | undefined;

  constructor(spec: ProcessSpec, around: Surroundings) {
    this.id = spec.id;
    this.#around = around;
    this.#teller = new ProcessTeller(spec.id, around.emit);
    this.#timers = new ProcessTimers(around.clock);
    this.#state = newChild(spec);
    this.#host = new RunHost({
      id: spec.id,
      around,
      dispatch: (event) => this.dispatch(event),
      tell: (body, runId) => this.#teller.tell(body, runId),
      onChange: () => this.#teller.tellStatus(this.info),
    });
  }

  /** Wants it running; settles with the run that is coming up, or the next one. */
  start(spec: ProcessSpec): Promise<ProcessInfo> {
    return this.#command({ type: 'start', spec }, 'ready', runToBeReady);
  }

  /** Takes over its run of an earlier supervisor; settles with that, or with the one that takes its place. */
  adopt(spec: ProcessSpec, runId: number): Promise<ProcessInfo> {
    return this.#command({ type: 'adopt', spec, runId }, 'ready', () => runId);
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
      run: this.#host.run,
      health: this.#around.health.recordOf(this.id),
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
    return this.#state.phase.name === 'ready' ? this.#host.healthTarget : undefined;
  }

  /** The live run, as far as the regular measuring needs it. */
  get measured(): MeasuredRun | undefined {
    return this.#host.measured;
  }

  /** Takes in a sample of the regular measuring. */
  onSample(target: MeasuredRun, usage: Usage): void {
    this.#host.onSample(target, usage);
  }

  /** Measures the live run now; undefined when there is none. */
  measure(): Promise<ProcessMetrics | undefined> {
    return this.#host.measure();
  }

  /** What the live run really holds; undefined when there is none. */
  async measureClosely(): Promise<CloseUsage | undefined> {
    const identity = this.#host.measured?.identity;
    return identity && measureClosely(identity);
  }

  /** Sends a message to the live run of a managed process. */
  send(message: ParentMessage): boolean {
    return this.#host.run?.send(message) ?? false;
  }

  /** Tells of a check that counted. */
  onHealthCheck(check: HealthCheck): void {
    const { run } = this.#host;
    if (run?.runId !== check.runId) return;
    run.lastHealthCheck = check.at;
    this.#tell({ type: 'health', check });
    this.#teller.tellStatus(this.info);
  }

  /** Tells that the checks add up to something else now. */
  onHealthVerdict(verdict: HealthVerdict): void {
    if (this.#host.run?.runId === verdict.runId) this.#tell({ type: 'verdict', verdict });
  }

  /** Both ends of its protocol, while a run with a piped stdout lives. */
  openPipe(): ProcessPipe | undefined {
    return this.#host.run?.openPipe();
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
    const { clock, random, ports } = this.#around;
    const { restartCount } = this.#state;
    const { state, effects } = transition(this.#state, event, { now: clock.now(), jitter: random() });
    this.#state = state;
    if (state.restartCount > restartCount) this.#host.restarts.add();
    for (const effect of effects) this.#perform(effect);
    if (state.phase.name === 'stopped') ports.release(this.id);
    this.#teller.tellStatus(this.info);
    this.#waiters.onState(this.#state, () => this.info);
  }

  #perform(effect: Effect): void {
    const { slots, health } = this.#around;
    switch (effect.type) {
      case 'request-slot':
        return slots.request(this.id, () => this.dispatch({ type: 'slot' }), effect.metered);
      case 'release-slot':
        return slots.release(this.id);
      case 'spawn':
        return void this.#host.spawn(effect.runId, this.#state.spec, () => this.#state.phase.name === 'starting');
      case 'adopt':
        return void this.#host.adopt(effect.runId, this.#state.spec);
      case 'ask-ready':
        return this.#askReady(effect.runId);
      case 'end':
        return this.#host.run?.end(effect.step);
      case 'drain':
        return void this.#host.drain(effect.runId);
      case 'arm':
        return this.#arm(effect.timer, effect.delayMs);
      case 'disarm':
        return this.#timers.disarm(effect.timer);
      case 'watch':
        this.#host.run?.becomeReady();
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

  #askReady(runId: number): void {
    const target = this.#host.healthTarget;
    if (target) this.#around.health.awaitReady(this.id, target, () => this.dispatch({ type: 'ready', runId }));
  }

  #report(report: RunReport): void {
    const sought = this.#host.run?.isSought;
    this.#lastExit = this.#host.release(report);
    this.#tell({ type: 'exit', report: this.#lastExit });
    this.#waiters.onReport(report, this.#state.wanted, sought);
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
