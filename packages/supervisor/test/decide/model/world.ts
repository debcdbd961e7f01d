// Owns a small world around the state machine, which behaves as operating systems do, and worse; it notices whatever does not fit together.
import type { ProcessSpec } from '@mcpm/domain';
import type { ChildEvent, Effect, RunReport, TimerName } from '../../../src/decide/child-event.ts';
import { newChild, type ChildState, type LadderStep, type PhaseName } from '../../../src/decide/child-state.ts';
import { stepBy } from '../../../src/decide/transition.ts';
import type { TransitionTable } from '../../../src/decide/transition-table.ts';
import { ProcessTimers } from '../../../src/process/process-timers.ts';
import { mayLead } from './allowed-moves.ts';
import { LateClock } from './late-clock.ts';
import type { RunFacts } from './run-facts.ts';

/** Harder steps of the ladder have higher ranks. */
export const RANKS: Readonly<Record<LadderStep, number>> = { eof: 1, term: 2, kill: 3 };

/** The rim, in so far as decisions can tell: slots, timers, children, checks. */
export class World {
  state: ChildState;
  readonly clock = new LateClock();
  readonly #timers = new ProcessTimers(this.clock);
  readonly #table: TransitionTable;
  readonly runs = new Map<number, RunFacts>();
  readonly armed = new Set<TimerName>();
  readonly phases = new Set<PhaseName>();
  slot: 'none' | 'waiting' | 'held' = 'none';
  isWatched = false;
  isAsked = false;
  /** The last command. */
  wanted: 'running' | 'stopped' = 'stopped';
  lastSpec: ProcessSpec;
  /** The runs that were reported, in order. */
  readonly reported: number[] = [];

  constructor(table: TransitionTable, spec: ProcessSpec) {
    this.#table = table;
    this.lastSpec = spec;
    this.state = newChild(spec);
  }

  get run(): RunFacts | undefined {
    return this.runs.get(this.state.runId);
  }

  /** Feeds an event and performs what follows from it. Throws when something does not fit together. */
  apply(event: ChildEvent, jitter: number): void {
    this.#note(event);
    const before = this.state;
    const { state, effects } = stepBy(this.#table, before, { event, moment: { now: this.clock.time, jitter } });
    this.state = state;
    for (const effect of effects) this.#perform(effect);
    this.phases.add(state.phase.name);
    if (!mayLead(before.phase.name, event, state.phase.name) && !this.#isOld(event, before))
      throw new Error(`${before.phase.name} by ${event.type} led to ${state.phase.name}`);
    if (event.type === 'demand' && this.#mayBeTried(before) && state.phase.name !== 'queued')
      throw new Error('one that was given up is not tried though somebody needs it');
    if (this.#isOld(event, before) && state !== before) throw new Error(`an old ${event.type} changed the state`);
  }

  #mayBeTried({ phase, probation }: ChildState): boolean {
    return phase.name === 'failed' && phase.retryAt !== undefined && !probation;
  }

  #isOld(event: ChildEvent, before: ChildState): boolean {
    return 'runId' in event && event.type !== 'adopt' && event.runId !== before.runId;
  }

  // What a bystander would remember of it, without knowing the state machine.
  #note(event: ChildEvent): void {
    if (event.type === 'start' || event.type === 'adopt') this.lastSpec = event.spec;
    if (event.type === 'start' || event.type === 'adopt' || event.type === 'restart') this.wanted = 'running';
    if (event.type === 'stop') this.wanted = 'stopped';
    const run = this.run;
    if (!run || run.isReported || !('runId' in event) || event.runId !== this.state.runId) {
      if (run && !run.isReported && event.type === 'restart' && !this.isLivePhase) run.again = true;
      if (run && !run.isReported && event.type === 'start' && !this.isLivePhase) run.startedAgain = true;
      return;
    }
    if (event.type === 'told') run.told = event.reason;
    if (event.type === 'garbled') run.garbled += 1;
  }

  get isLivePhase(): boolean {
    return ['adopting', 'starting', 'ready'].includes(this.state.phase.name);
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'undefined':
        throw new Error(`no transition from ${effect.phase} by ${effect.event}`);
      case 'request-slot':
        this.slot = 'waiting';
        return;
      case 'release-slot':
        this.slot = 'none';
        return;
      case 'spawn':
        return this.#begin(effect.runId, 'spawning');
      case 'adopt':
        return this.#begin(effect.runId, 'adopting');
      case 'ask-ready':
        this.isAsked = true;
        return;
      case 'end':
        return this.#end(effect.step);
      case 'drain':
        return this.#drain(effect.runId);
      case 'arm':
        return this.#arm(effect.timer, effect.delayMs);
      case 'disarm':
        this.#timers.disarm(effect.timer);
        return void this.armed.delete(effect.timer);
      case 'watch':
        this.isWatched = true;
        if (this.run) this.run.wasReady = true;
        return;
      case 'unwatch':
        this.isWatched = false;
        this.isAsked = false;
        return;
      case 'report':
        return this.#report(effect.report);
    }
  }

  #begin(runId: number, life: 'spawning' | 'adopting'): void {
    for (const run of this.runs.values())
      if (run.life !== 'gone') throw new Error(`run ${runId} begins while run ${run.runId} is ${run.life}`);
    if (runId <= Math.max(0, ...this.runs.keys())) throw new Error(`run ${runId} is not a new one`);
    const { spec } = this.state;
    this.runs.set(runId, { runId, spec, life, rank: 0, heardEnd: false, garbled: 0, isReported: false });
  }

  #end(step: LadderStep): void {
    const run = this.run;
    if (!run || run.life === 'gone') throw new Error(`${step} for a run that is gone`);
    if (RANKS[step] < run.rank) throw new Error(`${step} after a harder step`);
    run.rank = RANKS[step];
    if (run.life === 'alive') run.heardEnd = true;
  }

  #drain(runId: number): void {
    const run = this.runs.get(runId);
    if (!run || run.life !== 'gone' || run.isDraining) throw new Error(`run ${runId} cannot be drained`);
    run.isDraining = true;
  }

  #arm(timer: TimerName, delayMs: number): void {
    if (!(delayMs >= 0)) throw new Error(`${timer} is armed for ${delayMs} ms`);
    const { runId } = this.state;
    this.armed.add(timer);
    this.#timers.arm(timer, delayMs, () => {
      this.armed.delete(timer);
      this.apply({ type: 'timer', timer, runId }, 0.5);
    });
  }

  #report(report: RunReport): void {
    const run = this.runs.get(report.runId);
    if (!run || run.life !== 'gone' || run.isReported) throw new Error(`run ${report.runId} cannot be reported`);
    run.isReported = true;
    this.reported.push(report.runId);
    if ((report.readyMs !== undefined) !== (run.wasReady === true)) throw new Error('readyMs tells another story');
    if (report.cause === 'asked') return;
    if (!report.reason) throw new Error('an end without a reason');
    if (run.told && report.reason !== run.told) throw new Error('what the child told is lost');
    const counts = report.reason.code === 'process_exited' && !run.told && run.garbled > 0;
    if (counts && !report.reason.detail.includes(`${run.garbled} of its messages`))
      throw new Error('its garbled messages are not counted');
  }
}
