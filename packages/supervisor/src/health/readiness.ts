// Owns the asking for readiness of a run whose probe says when it may receive calls.
import type { Clock } from '../runtime/clock.ts';
import type { HealthTarget } from './health-target.ts';
import { runOf } from './questions.ts';

/** Milliseconds between two tries, the first time and at most; doubled in between. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

/** Asks again and again, one question at a time, until it is answered or told to stop. */
export class Readiness {
  readonly #clock: Clock;
  readonly #over = new AbortController();
  #timer: unknown;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `ready` once it is, and never after `stop`. A question has no time of its own: a program that is still being fetched may answer it later. */
  async ask(id: string, target: HealthTarget, ready: () => void): Promise<void> {
    const { signal } = this.#over;
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      if (await hasAnswered(id, target, signal)) {
        if (!signal.aborted) ready();
        return;
      }
      await this.#rest(pause);
    }
  }

  /** Asks no more. */
  stop(): void {
    this.#over.abort();
    this.#clock.clearTimeout(this.#timer);
  }

  // A rest that is stopped never ends; nobody else holds it.
  #rest(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#over.signal.aborted) this.#timer = this.#clock.setTimeout(resolve, milliseconds);
    });
  }
}

async function hasAnswered(id: string, target: HealthTarget, signal: AbortSignal): Promise<boolean> {
  const { probe } = target;
  if (!probe) return true;
  try {
    await (probe.ready ? probe.ready(runOf(id, target, signal)) : probe.check(runOf(id, target, signal)));
    return true;
  } catch {
    // Not yet: why is of no interest before the start timeout, whose reason says what matters.
    return false;
  }
}
