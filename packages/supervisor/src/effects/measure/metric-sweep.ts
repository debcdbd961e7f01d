// Owns the regular measuring of all processes: each once in ten seconds, spread so that no moment has much to do.
import type { Clock } from '../../runtime/clock.ts';
import type { Usage } from '../../decide/limit-watch.ts';
import type { ProcessMeter } from './process-meter.ts';
import type { MeterTarget } from './sampler.ts';

/** Milliseconds of one round. */
const ROUND_MS = 10_000;
/** So many are measured in one go. */
const SLICE = 30;
const MOST_SLICES = 10;

/** What the sweep needs. */
export interface MetricSweepOptions<T extends MeterTarget> {
  readonly clock: Clock;
  readonly meter: ProcessMeter;
  /** Who is to be measured in the round that begins. */
  readonly targets: () => readonly T[];
  readonly onUsage: (target: T, usage: Usage) => void;
}

/** The rounds, from `start` to `stop`; the first begins ten seconds after `start`. One wake-up of this process in ten seconds for up to 30 processes. */
export class MetricSweep<T extends MeterTarget> {
  readonly #options: MetricSweepOptions<T>;
  readonly #timers = new Set<unknown>();

  constructor(options: MetricSweepOptions<T>) {
    this.#options = options;
  }

  /** Begins; a sweep that runs goes on. */
  start(): void {
    if (this.#timers.size === 0) this.#after(ROUND_MS, () => this.#round());
  }

  /** Ends; a slice under way is still told. */
  stop(): void {
    for (const timer of this.#timers) this.#options.clock.clearTimeout(timer);
    this.#timers.clear();
  }

  #round(): void {
    const targets = this.#options.targets();
    const slices = Math.min(MOST_SLICES, Math.max(1, Math.ceil(targets.length / SLICE)));
    const size = Math.ceil(targets.length / slices);
    this.#after(ROUND_MS, () => this.#round());
    for (let index = 0; index < slices; index += 1) {
      const slice = targets.slice(index * size, (index + 1) * size);
      this.#after((index * ROUND_MS) / slices, () => void this.#measure(slice));
    }
  }

  async #measure(slice: readonly T[]): Promise<void> {
    if (slice.length === 0) return;
    const usages = await this.#options.meter.measure(slice);
    for (const target of slice) {
      const usage = usages.get(target.identity.pid);
      if (usage) this.#options.onUsage(target, usage);
    }
  }

  #after(delayMs: number, act: () => void): void {
    const { clock } = this.#options;
    const timer = clock.setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, delayMs);
    this.#timers.add(timer);
  }
}
