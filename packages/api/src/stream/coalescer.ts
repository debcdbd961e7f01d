// Owns the gathering of quick changes: of each thing only its last state is handed on, a moment later.

/** How long to gather, and who gets the batch. */
export interface CoalescerOptions<T> {
  /** Milliseconds from the first change to the batch. */
  readonly delayMs: number;
  readonly flush: (values: readonly T[]) => void;
}

/** Keeps the last value of each key until the batch goes out. */
export class Coalescer<T> {
  readonly #pending = new Map<string, T>();
  readonly #options: CoalescerOptions<T>;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: CoalescerOptions<T>) {
    this.#options = options;
  }

  /** Replaces what waits under the key. */
  add(key: string, value: T): void {
    // A key changed again moves to the end: the batch is in the order of the last changes.
    this.#pending.delete(key);
    this.#pending.set(key, value);
    this.#timer ??= setTimeout(() => this.#flush(), this.#options.delayMs);
  }

  /** Forgets what waits. */
  close(): void {
    clearTimeout(this.#timer);
    this.#pending.clear();
  }

  #flush(): void {
    this.#timer = undefined;
    const values = [...this.#pending.values()];
    this.#pending.clear();
    this.#options.flush(values);
  }
}
