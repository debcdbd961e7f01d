// Owns the start slots: how many children may be between spawn and ready at once, and how many restarts a minute may hold.
import type { Clock } from '../runtime/clock.ts';
import {
  FULL_BUDGET,
  spendBudget,
  supervisorBudget,
  waitForBudget,
  type BudgetRule,
  type RestartBudget,
} from '../decide/restart-budget.ts';

/** Longest time one start holds a slot, in milliseconds; a hanging start delays the queue by no more. */
const SLOT_MS = 10_000;

/** Restarts after unstable runs that one supervisor makes in a minute, when its user did not say. */
export const RESTARTS_PER_MINUTE = 300;

interface Waiting {
  readonly grant: () => void;
  readonly metered: boolean;
}

/** A first-come queue for a fixed number of slots, by process id. Metered requests wait for the budget too, and hold up nobody else. */
export class StartSlots {
  #free: number;
  #budget: RestartBudget = FULL_BUDGET;
  #refill: unknown;
  readonly #rule: BudgetRule;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, Waiting>();
  readonly #held = new Map<string, unknown>();

  constructor(slots: number, clock: Clock, restartsPerMinute: number = RESTARTS_PER_MINUTE) {
    this.#free = slots;
    this.#clock = clock;
    this.#rule = supervisorBudget(restartsPerMinute);
  }

  /** Calls `grant` once a slot is free, perhaps at once; a metered one (a restart after an unstable run) also when the budget has one left. */
  request(id: string, grant: () => void, metered = false): void {
    this.release(id);
    this.#waiting.set(id, { grant, metered });
    this.#grantNext();
  }

  /** Gives a slot back, or takes the request back. */
  release(id: string): void {
    if (this.#waiting.delete(id) && this.#waiting.size === 0) this.#stopRefill();
    if (!this.#held.has(id)) return;
    this.#clock.clearTimeout(this.#held.get(id));
    this.#held.delete(id);
    this.#free += 1;
    this.#grantNext();
  }

  #grantNext(): void {
    let wait = 0;
    for (const [id, { grant, metered }] of this.#waiting) {
      if (this.#free === 0) return;
      const now = this.#clock.now();
      if (metered) wait = waitForBudget(this.#budget, this.#rule, now);
      if (metered && wait > 0) continue;
      if (metered) this.#budget = spendBudget(this.#budget, this.#rule, now);
      this.#free -= 1;
      this.#waiting.delete(id);
      this.#held.set(
        id,
        this.#clock.setTimeout(() => this.release(id), SLOT_MS),
      );
      grant();
    }
    this.#stopRefill();
    if (wait > 0 && this.#waiting.size > 0) this.#refill = this.#clock.setTimeout(() => this.#grantNext(), wait);
  }

  #stopRefill(): void {
    this.#clock.clearTimeout(this.#refill);
    this.#refill = undefined;
  }
}
