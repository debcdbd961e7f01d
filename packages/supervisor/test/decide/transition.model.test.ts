// Owns the walk through random commands and faults: a small world that behaves as operating systems do, and worse.
import { reasonFor } from '@mcpm/domain';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChildEvent, Effect, TimerName } from '../../src/decide/child-event.ts';
import { newChild, type ChildState } from '../../src/decide/child-state.ts';
import { transition } from '../../src/decide/transition.ts';
import { spec } from './spec.ts';

const reason = reasonFor('process_exited', 'told');

/** What can be observed of a world, given the effects so far: only events that could really come. */
class World {
  state: ChildState;
  now = 0;
  slotRequested = false;
  readonly timers = new Map<TimerName, number>();
  /** Runs whose spawn is decided but not done, that live, that are being drained. */
  readonly spawning = new Set<number>();
  readonly alive = new Set<number>();
  readonly draining = new Set<number>();
  readonly reported: number[] = [];
  watched = false;

  constructor(mode: 'always' | 'on-failure' | 'never', managed: boolean) {
    this.state = newChild(spec({ managed, restart: { mode, maxRetries: 3 } }));
  }

  apply(event: ChildEvent, jitter: number): void {
    const { state, effects } = transition(this.state, event, { now: this.now, jitter });
    this.state = state;
    for (const effect of effects) this.perform(effect);
  }

  /** What does not fit together, if anything. */
  get contradictions(): string[] {
    const { phase, run } = this.state;
    const agreements: Readonly<Record<string, boolean>> = {
      'one run at most': this.alive.size + this.spawning.size + this.draining.size <= 1,
      'watched while ready': this.watched === (phase.name === 'ready'),
      'a run unless at rest': (run === undefined) === ['stopped', 'queued', 'backoff', 'failed'].includes(phase.name),
      'a ladder while it ends': this.timers.has('ladder') === ['stopping', 'stuck'].includes(phase.name),
      'a start timer while it starts': this.timers.has('start') === (phase.name === 'starting'),
      'a slot while it starts': this.slotRequested === ['queued', 'starting'].includes(phase.name),
    };
    return Object.keys(agreements).filter((name) => !agreements[name]);
  }

  perform(effect: Effect): void {
    if (effect.type === 'undefined') throw new Error(`no transition from ${effect.phase} by ${effect.event}`);
    if (effect.type === 'request-slot') this.slotRequested = true;
    if (effect.type === 'release-slot') this.slotRequested = false;
    if (effect.type === 'spawn') this.spawning.add(effect.runId);
    if (effect.type === 'drain') this.draining.add(effect.runId);
    if (effect.type === 'arm') this.timers.set(effect.timer, this.now + effect.delayMs);
    if (effect.type === 'disarm') this.timers.delete(effect.timer);
    if (effect.type === 'watch') this.watched = true;
    if (effect.type === 'unwatch') this.watched = false;
    if (effect.type === 'report') this.reported.push(effect.report.runId);
  }

  /** Does the thing numbered `choice` if it can happen now. */
  happen(choice: number, jitter: number): void {
    const { runId } = this.state;
    const [spawning] = this.spawning;
    const [alive] = this.alive;
    const [draining] = this.draining;
    const older = Math.max(0, runId - 1);
    const happenings: (() => ChildEvent | undefined)[] = [
      () => ({ type: 'start', spec: this.state.spec }),
      () => ({ type: 'stop', force: jitter < 0.3 }),
      () => ({ type: 'restart' }),
      () => (this.slotRequested && this.state.phase.name === 'queued' ? { type: 'slot' } : undefined),
      () => this.moved(this.spawning, this.alive, spawning, (id) => ({ type: 'spawned', runId: id })),
      () =>
        this.moved(this.spawning, undefined, spawning, (id) => ({
          type: 'spawn-failed',
          runId: id,
          reason,
          hopeless: jitter < 0.2,
        })),
      () => (alive === undefined ? undefined : { type: 'ready', runId: alive }),
      () => (alive === undefined ? undefined : { type: 'told', runId: alive, reason }),
      () => (alive === undefined ? undefined : { type: 'garbled', runId: alive }),
      () => (this.watched && alive !== undefined ? { type: 'unhealthy', runId: alive, reason } : undefined),
      () =>
        this.moved(this.alive, undefined, alive, (id) => ({
          type: 'exited',
          runId: id,
          code: jitter < 0.8 ? Math.floor(jitter * 4) : 65,
          signal: null,
        })),
      () => this.moved(this.draining, undefined, draining, (id) => ({ type: 'drained', runId: id })),
      () => this.nextTimer(),
      () => ({ type: 'exited', runId: older, code: 1, signal: null }),
      () => ({ type: 'drained', runId: older }),
      () => ({ type: 'timer', timer: 'ladder', runId: older }),
    ];
    const event = happenings[choice % happenings.length]?.();
    if (
      event &&
      !(event.type !== 'start' && 'runId' in event && event.runId === runId && choice % happenings.length >= 13)
    )
      this.apply(event, jitter);
  }

  moved(
    from: Set<number>,
    to: Set<number> | undefined,
    id: number | undefined,
    event: (id: number) => ChildEvent,
  ): ChildEvent | undefined {
    if (id === undefined) return undefined;
    from.delete(id);
    to?.add(id);
    return event(id);
  }

  nextTimer(): ChildEvent | undefined {
    const [due] = [...this.timers].sort(([, one], [, other]) => one - other);
    if (!due) return undefined;
    this.timers.delete(due[0]);
    this.now = Math.max(this.now, due[1]);
    return { type: 'timer', timer: due[0], runId: this.state.runId };
  }

  /** Lets everything end that is under way, after a last stop. */
  settle(): void {
    this.apply({ type: 'stop', force: true }, 0);
    for (const choice of [5, 10, 11]) this.happen(choice, 0.5);
  }
}

test('P1, P2, P3, P4: any sequence of commands and faults stays in the table, with one run at most and one report for each', () => {
  const happening = fc.tuple(fc.nat(15), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(30_000));
  const mode = fc.constantFrom('always', 'on-failure', 'never');
  // start, slot, spawned, ready, stop, and three times the ladder's timer.
  const toStuck = [0, 3, 4, 6, 1, 12, 12, 12].map((choice): [number, number, number] => [choice, 0.9, 0]);
  const phases = new Set<string>();
  fc.assert(
    fc.property(
      mode,
      fc.boolean(),
      fc.array(happening, { maxLength: 120, size: 'max' }),
      (restartMode, managed, happenings) => {
        const world = new World(restartMode, managed);
        for (const [choice, jitter, pause] of happenings) {
          if (world.timers.size === 0) world.now += pause;
          world.happen(choice, jitter);
          expect(world.contradictions).toEqual([]);
          phases.add(world.state.phase.name);
        }
        world.settle();
        expect(world.state.phase.name).toBe('stopped');
        expect(world.timers.size).toBe(0);
        expect(world.reported).toEqual(Array.from({ length: world.state.runId }, (_, index) => index + 1));
      },
    ),
    { numRuns: 2000, examples: [['always', true, toStuck]] },
  );
  // The walk is worth something only when it has been everywhere.
  expect([...phases].sort()).toEqual([
    'backoff',
    'draining',
    'failed',
    'queued',
    'ready',
    'starting',
    'stopped',
    'stopping',
    'stuck',
  ]);
});
