// Owns following a sequence while it comes in: its newest item, in one line for people.
import type { SequenceKind } from '@mcpm/openapi';
import { createParser } from 'eventsource-parser';

/** Characters of an item that are shown, and those of an unfinished one that are kept. */
const MAX_SHOWN = 200;
const MAX_PENDING = 65_536;

/** Reads chunks of a sequence in UTF-8; `onItem` is told each item that is complete, shortened. */
export class NewestItem {
  readonly #decoder = new TextDecoder();
  readonly #feed: (text: string) => void;

  constructor(kind: SequenceKind, onItem: (line: string) => void) {
    this.#feed = kind === 'events' ? followEvents(onItem) : followLines(onItem);
  }

  /** The next bytes, cut anywhere. */
  feed(chunk: Uint8Array): void {
    this.#feed(this.#decoder.decode(chunk, { stream: true }));
  }
}

function followEvents(onItem: (line: string) => void): (text: string) => void {
  const parser = createParser({
    maxBufferSize: MAX_PENDING,
    onEvent: ({ event, data }) => onItem(shorten(event === undefined ? data : `${event}: ${data}`)),
    // An event larger than that is not shown; the next one is.
    onError: ({ type }) => {
      if (type === 'max-buffer-size-exceeded') queueMicrotask(() => parser.reset());
    },
  });
  return (text) => parser.feed(text);
}

function followLines(onItem: (line: string) => void): (text: string) => void {
  let pending = '';
  return (text) => {
    const lines = `${pending}${text}`.split(/[\r\n\u001E]+/);
    pending = (lines.pop() ?? '').slice(0, MAX_PENDING);
    const newest = lines.findLast((line) => line.trim() !== '');
    if (newest !== undefined) onItem(shorten(newest));
  };
}

function shorten(text: string): string {
  const line = text
    .slice(0, MAX_SHOWN * 2)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length > MAX_SHOWN || text.length > MAX_SHOWN * 2 ? `${line.slice(0, MAX_SHOWN)}…` : line;
}
