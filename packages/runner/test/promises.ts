// Owns the promises the runner keeps now, each as far as its sentence says; tests cite the id.

/** One promise. */
export interface Promised {
  readonly id: string;
  readonly promise: string;
}

/** What is kept. Each id stands in the title of at least one test of this package. */
export const promises: readonly Promised[] = [
  {
    id: 'R14',
    promise:
      'One invalid operation costs one warning with pointer and line; the other tools work; --strict makes it a failure.',
  },
  { id: 'R31', promise: 'Credentials never follow a redirect to another origin.' },
  { id: 'R37', promise: 'Standard output carries protocol messages and nothing else.' },
  {
    id: 'R38',
    promise:
      'A foreign Origin or Host is 403, malformed JSON 400, an unknown session 404, an oversize body 413; the process lives on.',
  },
  { id: 'R39', promise: 'The same JSON-RPC id used by several clients never crosses.' },
  {
    id: 'R41',
    promise:
      'A changed file or URL is compiled again; a broken edit keeps the last good tools; list_changed comes only when the list changed.',
  },
  {
    id: 'R42',
    promise:
      'Cancelling a call aborts the upstream request; the process leaves within 2 s of EOF, SIGTERM or SIGINT and leaves nothing behind.',
  },
];
