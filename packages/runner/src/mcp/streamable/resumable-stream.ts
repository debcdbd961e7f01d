// Owns one stream of a session that outlives its connection: what is written is kept, so that a client that lost it gets the rest.
import { formatEventId } from './event-id.ts';
import type { EventLog } from './event-log.ts';
import type { EventWriter } from './event-writer.ts';

/** Milliseconds a client shall wait before it comes back. */
const RETRY_MS = 1_000;

/** How a client is joined to a stream. */
export interface Joining {
  /** Place behind which it goes on; what nobody was given yet, if absent. */
  readonly after?: number;
  /** Whether it is given an id before the first message: only clients from 2025-11-25 on understand an event without data. */
  readonly primed: boolean;
}

/** A stream of messages to one client, with or without a connection at the moment. */
export class ResumableStream {
  readonly #log: EventLog;
  /** As the ids of its events have it. */
  readonly number: number;
  #writer: EventWriter | undefined;
  #last = 0;
  #given = 0;
  #newest: string | undefined;
  #over = false;

  constructor(log: EventLog) {
    this.#log = log;
    this.number = log.open();
  }

  /** Joins a connection; one that was joined before is ended, because its client has come back. */
  join(writer: EventWriter, { after = this.#given, primed }: Joining): void {
    this.#writer?.end();
    this.#writer = writer;
    if (primed) writer.prime(formatEventId(this.number, after), RETRY_MS);
    replay(this.#log, { stream: this.number, sequence: after }, writer);
    this.#given = this.#last;
  }

  /** Writes a message, now or when a client is there again. What is waiting already is not said twice in a row; after the end nothing is said. */
  push(json: string): void {
    if (this.#over) return;
    const connected = this.#writer !== undefined && !this.#writer.closed;
    if (!connected && this.#given < this.#last && json === this.#newest) return;
    this.#newest = json;
    this.#last = this.#log.add(this.number, json);
    if (!connected) return;
    this.#writer?.write(json, formatEventId(this.number, this.#last));
    this.#given = this.#last;
  }

  /** Ends it after its last message; that and those before can still be asked for. */
  finish(): void {
    this.#over = true;
    this.#log.finish(this.number);
    this.#writer?.end();
  }

  /** Ends it for good. */
  discard(): void {
    this.#over = true;
    this.#log.forget(this.number);
    this.#writer?.end();
  }
}

/** Writes what came behind a place. Returns false if the log knows no such place. */
export function replay(
  log: EventLog,
  { stream, sequence }: { readonly stream: number; readonly sequence: number },
  writer: EventWriter,
): boolean {
  const events = log.after(stream, sequence);
  for (const event of events ?? []) writer.write(event.json, formatEventId(stream, event.sequence));
  return events !== undefined;
}
