// Owns reading Server-Sent Events: text becomes events (WHATWG HTML, section 9.2.6), none of them longer than allowed.
import { createParser, type EventSourceParser } from 'eventsource-parser';

/** One event; `event` is `message` when the stream does not name it. */
export interface SseEvent {
  readonly event: string;
  readonly data: string;
  readonly id?: string;
}

/** Collects text until events are complete. Comments and `retry` are passed over; an event cut off by the end is dropped. */
export class SseParser {
  readonly #parser: EventSourceParser;
  readonly #events: SseEvent[] = [];
  #isTooLong = false;
  readonly #maxLength: number;

  /** `maxLength`: characters one event may have. */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
    this.#parser = createParser({
      maxBufferSize: maxLength,
      onEvent: ({ event = 'message', data, id }) =>
        this.#events.push({ event, data, ...(id === undefined ? {} : { id }) }),
      onError: ({ type }) => (this.#isTooLong ||= type === 'max-buffer-size-exceeded'),
    });
  }

  /** The events completed by this text. Throws when one is longer than allowed. */
  push(text: string): SseEvent[] {
    this.#parser.feed(text);
    if (this.#isTooLong) throw new Error(`An event is longer than ${this.#maxLength} characters`);
    return this.#events.splice(0);
  }
}
