// Owns the start slots: how many children may be between spawn and ready at once.
import type { Clock } from './clock.ts';

/** Longest time one start holds a slot, in milliseconds; a hanging start delays the queue by no more. */
const SLOT_MS = 10_000;

/** A first-come queue for a fixed number of slots, by process id. */
export class StartSlots {
  #free: number;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, () => void>();
  readonly #held = new Map<string, unknown>();

  constructor(slots: number, clock: Clock) {
    this.#free = slots;
    this.#clock = clock;
  }

  /** Calls `grant` once a slot is free, perhaps at once. */
  request(id: string, grant: () => void): void {
    this.release(id);
    this.#waiting.set(id, grant);
    this.#grantNext();
  }

  /** Gives a slot back, or takes the request back. */
  release(id: string): void {
    this.#waiting.delete(id);
    if (!this.#held.has(id)) return;
    this.#clock.clearTimeout(this.#held.get(id));
    this.#held.delete(id);
    this.#free += 1;
    this.#grantNext();
  }

  #grantNext(): void {
    for (const [id, grant] of this.#waiting) {
      if (this.#free === 0) return;
      this.#free -= 1;
      this.#waiting.delete(id);
      this.#held.set(
        id,
        this.#clock.setTimeout(() => this.release(id), SLOT_MS),
      );
      grant();
    }
  }
}
