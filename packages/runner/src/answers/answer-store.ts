// Owns what is kept of answers for a while: by handle, within bytes, number and time; what was used least recently goes first.

/** Bounds of a store. */
export interface StoreLimits {
  readonly maxBytes: number;
  readonly maxEntries: number;
  /** Milliseconds without use after which an entry is gone. */
  readonly maxIdleMs: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

interface Entry<T> {
  readonly value: T;
  readonly bytes: number;
  usedAt: number;
}

/** Keeps values by handle. */
export class AnswerStore<T> {
  readonly #limits: StoreLimits;
  /** The one used least recently first. */
  readonly #entries = new Map<string, Entry<T>>();
  #bytes = 0;

  constructor(limits: StoreLimits) {
    this.#limits = limits;
  }

  /** Keeps a value that takes that many bytes. Others make room; a value larger than all room is kept alone. */
  keep(handle: string, value: T, bytes: number): void {
    this.#drop(handle);
    this.#entries.set(handle, { value, bytes, usedAt: this.#limits.now() });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      const full = this.#bytes > this.#limits.maxBytes || this.#entries.size > this.#limits.maxEntries;
      if ((!full && !this.#isOver(oldest)) || this.#entries.size === 1) return;
      this.#drop(oldest);
    }
  }

  /** The value of a handle, which counts as its use; `undefined` when there is none any more. */
  find(handle: string): T | undefined {
    const entry = this.#entries.get(handle);
    if (entry === undefined) return undefined;
    if (this.#isOver(handle)) {
      this.#drop(handle);
      return undefined;
    }
    entry.usedAt = this.#limits.now();
    this.#entries.delete(handle);
    this.#entries.set(handle, entry);
    return entry.value;
  }

  #isOver(handle: string): boolean {
    const entry = this.#entries.get(handle);
    return entry !== undefined && this.#limits.now() - entry.usedAt > this.#limits.maxIdleMs;
  }

  #drop(handle: string): void {
    this.#bytes -= this.#entries.get(handle)?.bytes ?? 0;
    this.#entries.delete(handle);
  }
}
