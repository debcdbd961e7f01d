// Owns the ids of events: they say which stream of a session they belong to, and where they stand in it.

/** A place in a stream; 0 is before the first event. */
export interface EventPlace {
  readonly stream: number;
  readonly sequence: number;
}

/** The id of an event, unique within its session. */
export function formatEventId(stream: number, sequence: number): string {
  return `${stream}-${sequence}`;
}

/** The place an id names; `undefined` for one that is none of ours. */
export function parseEventId(id: string): EventPlace | undefined {
  const [, stream, sequence] = /^(\d{1,15})-(\d{1,15})$/.exec(id) ?? [];
  return stream === undefined ? undefined : { stream: Number(stream), sequence: Number(sequence) };
}
