// Owns the time of one call: it ends when its milliseconds are over, or when nobody wants it any more.
import type { Clock } from '../runtime/clock.ts';

/** What the time of a call is made of. */
export interface DeadlineParts {
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Aborted when the call is no longer wanted. */
  readonly wanted: AbortSignal;
}

/** The time of one call. */
export class Deadline implements Disposable {
  /** Milliseconds of the whole call. */
  readonly timeoutMs: number;
  readonly #clock: Clock;
  readonly #wanted: AbortSignal;
  readonly #endsAt: number;
  readonly #timer: unknown;
  readonly #leave: () => void;
  /** Told of the end; a call has few of them, so none is ever taken out. */
  readonly #listeners: ((reason: unknown) => void)[] = [];
  #controller: AbortController | undefined;
  #end: { readonly reason: unknown } | undefined;
  #passed = false;

  /** Throws the reason of `wanted` if it is aborted already. */
  constructor({ timeoutMs, clock, wanted }: DeadlineParts) {
    wanted.throwIfAborted();
    this.timeoutMs = timeoutMs;
    this.#clock = clock;
    this.#wanted = wanted;
    this.#endsAt = clock.now() + timeoutMs;
    // Not `AbortSignal.timeout` and `any`: they would keep what belongs to a call until its time is over.
    this.#timer = clock.setTimeout(() => {
      this.#passed = true;
      this.#ended(new DOMException('The time of the call is over', 'TimeoutError'));
    }, timeoutMs);
    this.#leave = () => this.#ended(wanted.reason);
    wanted.addEventListener('abort', this.#leave, { once: true });
  }

  /** Aborted at the end of the call, whichever it is. Made when it is asked for, because most calls need none. */
  get signal(): AbortSignal {
    if (this.#controller !== undefined) return this.#controller.signal;
    const controller = new AbortController();
    this.#controller = controller;
    this.whenEnded((reason) => controller.abort(reason));
    return controller.signal;
  }

  /** Tells of the end of the call, at once if it has come already; of a call that is disposed of, nothing is told. */
  whenEnded(tell: (reason: unknown) => void): void {
    if (this.#end === undefined) this.#listeners.push(tell);
    else tell(this.#end.reason);
  }

  /** Whether the time is over. */
  get passed(): boolean {
    return this.#passed;
  }

  /** Milliseconds left. */
  leftMs(): number {
    return this.#endsAt - this.#clock.now();
  }

  /** Resolves after a while; rejects when the call ends before. */
  async pause(ms: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = this.#clock.setTimeout(resolve, ms);
    this.whenEnded(reject);
    try {
      await promise;
    } finally {
      this.#clock.clearTimeout(timer);
    }
  }

  [Symbol.dispose](): void {
    this.#clock.clearTimeout(this.#timer);
    this.#wanted.removeEventListener('abort', this.#leave);
  }

  #ended(reason: unknown): void {
    if (this.#end !== undefined) return;
    this.#end = { reason };
    for (const tell of this.#listeners.splice(0)) tell(reason);
  }
}
