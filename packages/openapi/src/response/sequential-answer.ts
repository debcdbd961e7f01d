// Makes answers that are sequences (event streams, JSON lines, JSON text sequences) readable: one line of JSON for each item, nothing lost.
import { createParser } from 'eventsource-parser';
import type { SequenceKind } from '../ir/sequence-kind.ts';
import { structuredAnswer } from './structured-answer.ts';

/** A sequence as a model reads it. */
export interface SequentialAnswer {
  readonly text: string;
  /** `{ events: [...] }` or `{ items: [...] }`; absent where it would lose something. */
  readonly structured?: Readonly<Record<string, unknown>>;
}

/**
 * The sequence as lines: an event as `{"event":…,"id":…,"data":…}`, where `event` and `id` are absent if it has none and `data` is the JSON object or array it holds, digit by
 * digit, or else its text as a string; an item of the other kinds as its JSON. What turns out not to be such a sequence stays as it came. Comments and `retry` of event streams
 * are left out. A last event without its blank line counts.
 */
export function readSequence(text: string, kind: SequenceKind): SequentialAnswer {
  if (kind === 'lines') return withStructure(text, nonEmpty(text.split(/\r?\n/)), 'items');
  if (kind === 'records') {
    const records = nonEmpty(text.split('\u001E')).map((record) => asOneLine(record) ?? record.trim());
    return withStructure(records.join('\n'), records, 'items');
  }
  const events = readEvents(text);
  return events === undefined ? { text } : withStructure(events.join('\n'), events, 'events');
}

function withStructure(text: string, items: readonly string[], member: string): SequentialAnswer {
  const structured = structuredAnswer(`{"${member}":[${items.join(',')}]}`);
  return { text, ...(structured === undefined ? {} : { structured }) };
}

/** One line for each event; `undefined` if there is none, or if there is anything in the text that an event stream does not have. */
function readEvents(text: string): readonly string[] | undefined {
  const events: string[] = [];
  let strange = false;
  const parser = createParser({
    onEvent: ({ event, id, data }) => {
      const name = event === undefined ? '' : `"event":${JSON.stringify(event)},`;
      const number = id === undefined ? '' : `"id":${JSON.stringify(id)},`;
      events.push(`{${name}${number}"data":${asOneLine(data) ?? JSON.stringify(data)}}`);
    },
    onError: () => (strange = true),
  });
  let named = false;
  let filled = false;
  for (const line of [...text.split(/\r\n|\r|\n/), '']) {
    // Browsers drop an event without data; here even its name tells something.
    if (line === '' && named && !filled) parser.feed('data\n');
    named = line !== '' && (named || /^(?:event|id):/.test(line));
    filled = line !== '' && (filled || /^data(?::|$)/.test(line));
    parser.feed(`${line}\n`);
  }
  return strange || events.length === 0 ? undefined : events;
}

/** The text of a JSON object or array without line breaks, which can only be between its tokens; `undefined` if it is none. */
function asOneLine(json: string): string | undefined {
  if (!/^\s*[[{]/.test(json)) return undefined;
  try {
    JSON.parse(json);
    return json.trim().replaceAll(/\s*[\r\n]+\s*/g, ' ');
  } catch {
    // Text that only looks like JSON, or JSON that was cut.
    return undefined;
  }
}

function nonEmpty(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text.trim() !== '');
}
