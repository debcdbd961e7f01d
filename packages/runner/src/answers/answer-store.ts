// Owns what is kept of answers for a while: by handle and owner, within bytes, number and time; what was used least recently goes first.

/** Bounds of a store. */
export interface StoreLimits {
  readonly maxBytes: number;
  readonly maxEntries: number;
  /** Milliseconds without use after which an entry is gone. */
  readonly maxIdleMs: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** Who may find an entry, and how many bytes it takes. */
export interface StoredFor {
  /** The principal whose call it was; for any other one the entry is not there. */
  readonly owner: string;
  readonly bytes: number;
}

interface Entry<T> extends StoredFor {
  readonly value: T;
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

  /** Keeps a value. Others make room; a value larger than all room is kept alone. */
  keep(handle: string, value: T, { owner, bytes }: StoredFor): void {
    this.#drop(handle);
    this.#entries.set(handle, { value, owner, bytes, usedAt: this.#limits.now() });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      const full = this.#bytes > this.#limits.maxBytes || this.#entries.size > this.#limits.maxEntries;
      if ((!full && !this.#isOver(oldest)) || this.#entries.size === 1) return;
      this.#drop(oldest);
    }
  }

  /** The value of a handle, which counts as its use; `undefined` when its owner is another one, or when there is none any more. */
  find(handle: string, owner: string): T | undefined {
    const entry = this.#entries.get(handle);
    if (entry === undefined || entry.owner !== owner) return undefined;
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
