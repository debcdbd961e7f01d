// Owns what a managed runner tells by itself: its figures every ten seconds and soon after calls, its health when asked.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ChildMessage } from '@mcpm/domain';
import type { CallFigures } from '../tools/call-statistics.ts';

/** Where the figures come from and where they go. */
export interface ManagedReportParts {
  readonly figures: () => CallFigures;
  readonly connections: () => number;
  readonly send: (message: ChildMessage) => void;
}

const EVERY_MS = 10_000;
const SOON_MS = 500;
const RESOLUTION_MS = 50;

/** Reports until it is stopped. */
export class ManagedReport {
  readonly #parts: ManagedReportParts;
  readonly #delay: ReturnType<typeof monitorEventLoopDelay>;
  readonly #regular: NodeJS.Timeout;
  #soon: NodeJS.Timeout | undefined;

  constructor(parts: ManagedReportParts) {
    this.#parts = parts;
    this.#delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.#delay.enable();
    this.#regular = setInterval(() => this.#tell(), EVERY_MS).unref();
  }

  /** A call was made: the figures go out within half a second, together with those of the calls that follow meanwhile. */
  called(): void {
    this.#soon ??= setTimeout(() => this.#tell(), SOON_MS).unref();
  }

  /** Answers the health check `id` with the largest usual delay (99th percentile) of the event loop since the last check. */
  answerHealth(id: number): void {
    const p99 = this.#delay.count === 0 ? 0 : this.#delay.percentile(99) / 1e6 - RESOLUTION_MS;
    this.#delay.reset();
    const eventLoopDelayMs = Math.max(0, Math.round(p99 * 100) / 100);
    this.#parts.send({ type: 'health', id, eventLoopDelayMs, connections: this.#parts.connections() });
  }

  stop(): void {
    clearInterval(this.#regular);
    clearTimeout(this.#soon);
    this.#delay.disable();
  }

  #tell(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#parts.send({ type: 'stats', connections: this.#parts.connections(), ...this.#parts.figures() });
  }
}
