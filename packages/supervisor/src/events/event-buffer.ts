// Owns the events one reader has not taken yet: in order, bounded in number and in bytes, the oldest given up and counted.
import type { ProcessEvent } from '@mcpm/domain';

/** Stands where events were given up because their reader was too slow. */
export interface DroppedEvents {
  readonly type: 'dropped';
  /** How many, of all processes. */
  readonly count: number;
  /** ISO 8601; when the last of them was given up. */
  readonly at: string;
}

/** What a buffer is made with. */
export interface EventBufferOptions {
  /** Events that may wait; default 10,000. */
  readonly limit?: number;
  /** Characters of output that may wait; default 4 Mi, so that a flood nobody reads stays small. */
  readonly limitText?: number;
  /** Ends it. */
  readonly signal?: AbortSignal;
  /** Called once, when it has ended. */
  readonly onEnd?: () => void;
}

type Item = ProcessEvent | DroppedEvents;
const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

/**
 * Events for one reader at its own pace: `for await (const event of buffer)`. When it overflows, the oldest are given up and one
 * `dropped` stands in their place. Ends with the signal or `return()` (a `break` does it); what waits then is not told.
 */
export class EventBuffer implements AsyncIterableIterator<Item, undefined>, AsyncDisposable {
  readonly #limit: number;
  readonly #limitText: number;
  readonly #onEnd: (() => void) | undefined;
  readonly #signal: AbortSignal | undefined;
  /** Taken from `#first` on; the part before it is let go of now and then. */
  #waiting: (ProcessEvent | undefined)[] = [];
  #first = 0;
  #text = 0;
  #dropped: { count: number; at: string } | undefined;
  readonly #readers: ((result: IteratorResult<Item, undefined>) => void)[] = [];
  #ended = false;

  constructor({ limit = 10_000, limitText = 4 * 1024 * 1024, signal, onEnd }: EventBufferOptions = {}) {
    this.#limit = Math.max(1, limit);
    this.#limitText = limitText;
    this.#onEnd = onEnd;
    this.#signal = signal;
    if (signal?.aborted) this.#end();
    else signal?.addEventListener('abort', this.#end, { once: true });
  }

  /** How many events wait. */
  get size(): number {
    return this.#waiting.length - this.#first;
  }

  /** Adds an event; nothing happens once it has ended. */
  push(event: ProcessEvent): void {
    if (this.#ended) return;
    const reader = this.#readers.shift();
    if (reader) return reader({ done: false, value: event });
    this.#waiting.push(event);
    this.#text += textOf(event);
    while (this.size > this.#limit || (this.#text > this.#limitText && this.size > 1)) this.#drop();
  }

  /** The next event, or what was dropped before it. */
  next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#ended) return Promise.resolve(DONE);
    if (this.#dropped) {
      const value: DroppedEvents = { type: 'dropped', ...this.#dropped };
      this.#dropped = undefined;
      return Promise.resolve({ done: false, value });
    }
    const event = this.#take();
    if (event) return Promise.resolve({ done: false, value: event });
    return new Promise((resolve) => this.#readers.push(resolve));
  }

  /** Ends it. */
  return(): Promise<IteratorResult<Item, undefined>> {
    this.#end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end();
  }

  readonly #end = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    this.#signal?.removeEventListener('abort', this.#end);
    this.#waiting = [];
    this.#first = 0;
    for (const reader of this.#readers.splice(0)) reader(DONE);
    this.#onEnd?.();
  };

  #drop(): void {
    this.#take();
    this.#dropped = { count: (this.#dropped?.count ?? 0) + 1, at: new Date().toISOString() };
  }

  #take(): ProcessEvent | undefined {
    const event = this.#waiting[this.#first];
    if (event === undefined) return undefined;
    this.#waiting[this.#first] = undefined;
    this.#first += 1;
    this.#text -= textOf(event);
    if (this.#first >= 1024 && this.#first * 2 >= this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#first);
      this.#first = 0;
    }
    return event;
  }
}

function textOf(event: ProcessEvent): number {
  return event.type === 'output' ? event.text.length : 0;
}
