// Owns what kinds of answer a client says it reads (RFC 9110, 12.5.1), as far as the two of this transport are concerned.

/** The kinds a client reads. */
export interface Accepted {
  readonly json: boolean;
  readonly events: boolean;
}

const BOTH: Accepted = { json: true, events: true };

/** Reads an `Accept` header; one that is missing, or takes anything, takes both. */
export function readAccepted(accept: string | undefined): Accepted {
  if (accept === undefined || accept === 'application/json, text/event-stream') return BOTH;
  const said = accept.toLowerCase();
  if (said.trim() === '' || said.includes('*/*')) return BOTH;
  return {
    json: said.includes('application/json') || said.includes('application/*'),
    events: said.includes('text/event-stream') || said.includes('text/*'),
  };
}
