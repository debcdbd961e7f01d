// Owns how many requests run at a time: whoever comes too early waits, and goes in the order of coming.

/** A place in the queue. */
interface Waiting {
  readonly go: () => void;
}

/** Lets at most so many through at a time. */
export class ConcurrencyLimit {
  readonly #most: number;
  readonly #queue = new Set<Waiting>();
  #inside = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Requests inside and waiting. */
  get load(): number {
    return this.#inside + this.#queue.size;
  }

  /** Whether there was room; whoever is let in leaves once. */
  enter(): boolean {
    if (this.#inside >= this.#most) return false;
    this.#inside += 1;
    return true;
  }

  /** Waits for room and is let in. Rejects with the reason of the signal. */
  async wait(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = { go: resolve };
    const leave = () => {
      if (this.#queue.delete(waiting)) reject(signal.reason);
    };
    this.#queue.add(waiting);
    signal.addEventListener('abort', leave, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  /** Leaves; the room goes to whoever waits for longest. */
  leave(): void {
    const [next] = this.#queue;
    if (next === undefined) {
      this.#inside -= 1;
      return;
    }
    this.#queue.delete(next);
    next.go();
  }
}
