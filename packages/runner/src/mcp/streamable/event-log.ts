// Owns the events of one session that a client may ask for again: bounded, finished streams fall out first.

/** One message as it was, or will be, written to a stream. */
export interface KeptEvent {
  /** Place in its stream; the first is 1. */
  readonly sequence: number;
  /** The message as JSON. */
  readonly json: string;
}

/** What a log may hold. The newest event is kept even if it is larger. */
export interface EventLimits {
  readonly maxEvents: number;
  /** Characters of JSON. */
  readonly maxLength: number;
}

interface KeptStream {
  readonly events: KeptEvent[];
  last: number;
  finished: boolean;
}

/** Remembers events by stream, so that a stream can be resumed behind any of them. */
export class EventLog {
  readonly #limits: EventLimits;
  readonly #streams = new Map<number, KeptStream>();
  /** Numbers of finished streams, the one finished first at the front. */
  readonly #finished = new Set<number>();
  #opened = 0;
  #events = 0;
  #length = 0;

  constructor(limits: EventLimits) {
    this.#limits = limits;
  }

  /** Begins a stream and returns its number; the first is 0. */
  open(): number {
    const number = this.#opened;
    this.#opened += 1;
    this.#streams.set(number, { events: [], last: 0, finished: false });
    return number;
  }

  /** Keeps a message as the next event of an open stream and returns its place. */
  add(number: number, json: string): number {
    const stream = this.#streams.get(number);
    if (stream === undefined) throw new Error(`There is no stream ${number}`);
    stream.last += 1;
    stream.events.push({ sequence: stream.last, json });
    this.#events += 1;
    this.#length += json.length;
    this.#shrink(stream);
    return stream.last;
  }

  /** Nothing comes any more; what came can still be had until room is needed. A stream without events is forgotten. */
  finish(number: number): void {
    const stream = this.#streams.get(number);
    if (stream === undefined) return;
    stream.finished = true;
    if (stream.events.length === 0) this.#streams.delete(number);
    else this.#finished.add(number);
  }

  /** Drops a stream with its events. */
  forget(number: number): void {
    for (const { json } of this.#streams.get(number)?.events ?? []) this.#dropped(json);
    this.#streams.delete(number);
    this.#finished.delete(number);
  }

  /** The events behind a place that are still here; `undefined` if there is no such stream any more, or it never got that far. */
  after(number: number, sequence: number): readonly KeptEvent[] | undefined {
    const stream = this.#streams.get(number);
    if (stream === undefined || sequence > stream.last) return undefined;
    return stream.events.filter((event) => event.sequence > sequence);
  }

  #shrink(newest: KeptStream): void {
    while (this.#events > 1 && (this.#events > this.#limits.maxEvents || this.#length > this.#limits.maxLength)) {
      const [oldest] = this.#finished;
      if (oldest !== undefined) this.forget(oldest);
      else this.#dropOldest(newest);
    }
  }

  /** Streams that go on lose what they said first. */
  #dropOldest(newest: KeptStream): void {
    for (const stream of this.#streams.values()) {
      if (stream.events.length <= (stream === newest ? 1 : 0)) continue;
      const event = stream.events.shift();
      if (event) this.#dropped(event.json);
      return;
    }
  }

  #dropped(json: string): void {
    this.#events -= 1;
    this.#length -= json.length;
  }
}
