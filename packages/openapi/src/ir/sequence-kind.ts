// Knows the media types that are sequences of items (OpenAPI 3.2, "Sequential Media Types").

/** How the items of a sequence are told apart: server-sent events, lines of JSON, or JSON behind record separators (RFC 7464). */
export type SequenceKind = 'events' | 'lines' | 'records';

const LINES: ReadonlySet<string> = new Set([
  'application/jsonl',
  'application/x-jsonl',
  'application/jsonlines',
  'application/x-jsonlines',
  'application/json-lines',
  'application/ndjson',
  'application/x-ndjson',
  'application/stream+json',
  'application/x-json-stream',
  'text/jsonl',
  'text/x-jsonl',
]);

/** The kind of a sequential media type without its parameters; `undefined` for all others. */
export function sequenceKind(essence: string): SequenceKind | undefined {
  if (essence === 'text/event-stream') return 'events';
  if (essence === 'application/json-seq' || essence.endsWith('+json-seq')) return 'records';
  return LINES.has(essence) || /\+(?:jsonl|ndjson)$/.test(essence) ? 'lines' : undefined;
}
