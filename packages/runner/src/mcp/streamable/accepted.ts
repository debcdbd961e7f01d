// Owns what kinds of answer a client says it reads (RFC 9110, 12.5.1), as far as the two of this transport are concerned.

/** The kinds a client reads. */
export interface Accepted {
  readonly json: boolean;
  readonly events: boolean;
}

const BOTH: Accepted = { json: true, events: true };

/** Reads an `Accept` header; one that is missing, or takes anything, takes both. A quality of 0 takes a kind out; other qualities do not matter. */
export function readAccepted(accept: string | undefined): Accepted {
  if (accept === undefined || accept === 'application/json, text/event-stream') return BOTH;
  if (accept.trim() === '') return BOTH;
  const ranges = new Map(accept.toLowerCase().split(',').map(readRange));
  // The most specific range counts.
  const takes = (...kinds: readonly string[]) =>
    kinds.map((kind) => ranges.get(kind)).find((said) => said !== undefined);
  return {
    json: takes('application/json', 'application/*', '*/*') === true,
    events: takes('text/event-stream', 'text/*', '*/*') === true,
  };
}

/** A range, and whether it is taken. */
function readRange(text: string): readonly [string, boolean] {
  const [kind = '', ...parameters] = text.split(';').map((part) => part.trim());
  return [kind, !parameters.some((parameter) => /^q\s*=\s*0(?:\.0*)?$/.test(parameter))];
}
