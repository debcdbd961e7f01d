// Owns reading a Server-Sent Events stream: bytes become events (WHATWG HTML, section 9.2.6).
import type { Readable } from 'node:stream';

/** One event; `event` is `message` when the stream does not name it. */
export interface SseEvent {
  readonly event: string;
  readonly data: string;
  readonly id: string | undefined;
}

/** Reads events until the stream ends. Comments and `retry` are passed over; an event cut off by the end is dropped. */
export async function* readSseEvents(stream: Readable): AsyncGenerator<SseEvent, void, void> {
  let block: string[] = [];
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    // A CR at the very end may be the first half of CRLF: it waits for the next chunk.
    const lines = `${rest}${String(chunk)}`.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      block.push(line);
      if (line !== '') continue;
      const event = parseBlock(block);
      block = [];
      if (event !== undefined) yield event;
    }
  }
}

function parseBlock(lines: readonly string[]): SseEvent | undefined {
  let event = 'message';
  let id: string | undefined;
  const data: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id') id = value;
  }
  return data.length === 0 ? undefined : { event, data: data.join('\n'), id };
}
