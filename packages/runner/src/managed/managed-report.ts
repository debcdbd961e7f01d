// Owns what a managed runner tells by itself: its figures every ten seconds and soon after calls, its health when asked.
import type { ChildMessage } from '@mcpm/domain';
import type { CallFigures } from '../call/call-statistics.ts';
import { EventLoopDelay } from '../runtime/event-loop-delay.ts';

/** Where the figures come from and where they go. */
export interface ManagedReportParts {
  readonly figures: () => CallFigures;
  readonly connections: () => number;
  readonly send: (message: ChildMessage) => void;
}

const EVERY_MS = 10_000;
const SOON_MS = 500;

/** Reports until it is stopped. */
export class ManagedReport {
  readonly #parts: ManagedReportParts;
  readonly #delay = new EventLoopDelay();
  readonly #regular: NodeJS.Timeout;
  #soon: NodeJS.Timeout | undefined;

  constructor(parts: ManagedReportParts) {
    this.#parts = parts;
    this.#regular = setInterval(() => this.#tell(), EVERY_MS).unref();
  }

  /** A call was made: the figures go out within half a second, together with those of the calls that follow meanwhile. */
  called(): void {
    this.#soon ??= setTimeout(() => this.#tell(), SOON_MS).unref();
  }

  /** Answers the health check `id` with the largest usual delay (99th percentile) of the event loop since the last check. */
  answerHealth(id: number): void {
    const eventLoopDelayMs = Math.round(this.#delay.takeP99Ms() * 100) / 100;
    this.#parts.send({ type: 'health', id, eventLoopDelayMs, connections: this.#parts.connections() });
  }

  stop(): void {
    clearInterval(this.#regular);
    clearTimeout(this.#soon);
    this.#delay.stop();
  }

  #tell(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.#parts.send({ type: 'stats', connections: this.#parts.connections(), ...this.#parts.figures() });
  }
}
