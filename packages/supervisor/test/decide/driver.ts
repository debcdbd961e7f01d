// Owns a child without a child: it walks the state machine event by event at a time of its own.
import type { ChildEvent, Effect, RunReport } from '../../src/decide/child-event.ts';
import { newChild, type ChildState } from '../../src/decide/child-state.ts';
import { transition } from '../../src/decide/transition.ts';
import { spec } from './spec.ts';

/** The events of a run without its id. */
type Bare = ChildEvent extends infer E ? (E extends ChildEvent ? Omit<E, 'runId'> : never) : never;

export class Driver {
  state: ChildState;
  now = 0;
  jitter = 0;
  readonly reports: RunReport[] = [];
  effects: readonly Effect[] = [];

  constructor(changes: Parameters<typeof spec>[0] = {}) {
    this.state = newChild(spec(changes));
  }

  /** Feeds an event, of the present run unless it says another one. */
  feed(event: Bare | ChildEvent): this {
    const isCommand = ['start', 'stop', 'restart', 'demand', 'adopt', 'slot'].includes(event.type);
    const whole = (isCommand ? event : { runId: this.state.runId, ...event }) as ChildEvent;
    const { state, effects } = transition(this.state, whole, { now: this.now, jitter: this.jitter });
    this.state = state;
    this.effects = effects;
    for (const effect of effects) if (effect.type === 'report') this.reports.push(effect.report);
    return this;
  }

  get phase(): string {
    return this.state.phase.name;
  }

  /** The delay of the timer armed last. */
  get armed(): number | undefined {
    return this.effects.findLast((effect) => effect.type === 'arm')?.delayMs;
  }

  /** start → queued → starting → ready. */
  becomeReady(): this {
    if (this.phase === 'stopped' || this.phase === 'failed') this.feed({ type: 'start', spec: this.state.spec });
    if (this.phase === 'backoff') this.passBackoff();
    return this.feed({ type: 'slot' }).feed({ type: 'spawned' }).feed({ type: 'ready' });
  }

  /** The end of the present run by itself, `afterMs` later. */
  exit(code: number | null, afterMs = 0, signal: string | null = null): this {
    this.now += afterMs;
    return this.feed({ type: 'exited', code, signal }).feed({ type: 'drained' });
  }

  /** Waits until the back-off, or the period of a process given up, is over. */
  passBackoff(): this {
    const { phase } = this.state;
    if ('retryAt' in phase && phase.retryAt !== undefined) this.now = phase.retryAt;
    return this.feed({ type: 'timer', timer: 'retry' });
  }
}
