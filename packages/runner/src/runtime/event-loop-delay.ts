// Owns how late this process does what is due.
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds between two looks: each wakes the process, and a delay that matters is longer. */
const RESOLUTION_MS = 50;

/** The delay of the event loop, measured from the making of it on. */
export class EventLoopDelay {
  readonly #histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.#histogram.enable();
  }

  /** Milliseconds, 99th percentile since this was asked last. */
  takeP99Ms(): number {
    const p99 = this.#histogram.count === 0 ? 0 : this.#histogram.percentile(99) / 1e6 - RESOLUTION_MS;
    this.#histogram.reset();
    return Math.max(0, p99);
  }

  /** Measures no more. */
  stop(): void {
    this.#histogram.disable();
  }
}
