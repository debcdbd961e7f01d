// Owns reading Server-Sent Events: text becomes events (WHATWG HTML, section 9.2.6).

/** One event; `event` is `message` when the stream does not name it. */
export interface SseEvent {
  readonly event: string;
  readonly data: string;
  readonly id?: string;
}

/** Collects text until events are complete. Comments and `retry` are passed over; an event cut off by the end is dropped. */
export class SseParser {
  readonly #maxLength: number;
  #rest = '';

  /** `maxLength`: characters one event may have. */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** The events completed by this text. Throws when one is longer than allowed. */
  push(text: string): SseEvent[] {
    // A CR at the very end may be the first half of CRLF: it waits for the next piece.
    const blocks = `${this.#rest}${text}`.split(/\r\n\r\n|\n\n|\r\r(?!$)/);
    this.#rest = blocks.pop() ?? '';
    if (this.#rest.length > this.#maxLength) throw new Error(`An event is longer than ${this.#maxLength} characters`);
    return blocks.map(parseBlock).filter((event) => event !== undefined);
  }
}

function parseBlock(block: string): SseEvent | undefined {
  let event = 'message';
  let id: string | undefined;
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') id = value;
  }
  return data.length === 0 ? undefined : { event, data: data.join('\n'), ...(id === undefined ? {} : { id }) };
}
