// Owns an adversarial scheduler: any timer may fire next, late ones too, and even one that was forgotten.
import type { Clock } from '../../../src/runtime/clock.ts';

interface Timer {
  readonly dueAt: number;
  readonly fire: () => void;
}

export class LateClock implements Clock {
  time = 0;
  readonly #waiting: Timer[] = [];
  readonly #ghosts: Timer[] = [];

  readonly now = (): number => this.time;

  readonly setTimeout = (fire: () => void, delayMs: number): unknown => {
    const timer = { dueAt: this.time + delayMs, fire };
    this.#waiting.push(timer);
    return timer;
  };

  readonly clearTimeout = (handle: unknown): void => {
    const index = this.#waiting.indexOf(handle as Timer);
    if (index >= 0) this.#ghosts.push(...this.#waiting.splice(index, 1));
  };

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Fires one of those that wait, whichever `choice` says, `lateMs` after it was due. */
  fireOne(choice: number, lateMs: number): void {
    const [timer] = this.#waiting.splice(choice % Math.max(1, this.#waiting.length), 1);
    if (!timer) return;
    this.time = Math.max(this.time, timer.dueAt + lateMs);
    timer.fire();
  }

  /** Fires one that was forgotten. */
  fireGhost(choice: number): void {
    this.#ghosts[choice % Math.max(1, this.#ghosts.length)]?.fire();
  }
}
