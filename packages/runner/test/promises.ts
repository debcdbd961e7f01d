// Owns the promises the runner keeps now, each as far as its sentence says; tests cite the id.

/** One promise. */
export interface Promised {
  readonly id: string;
  readonly promise: string;
}

/** What is kept. Each id stands in the title of at least one test of this package. */
export const promises: readonly Promised[] = [
  {
    id: 'R8',
    promise: 'A file of an allowed folder arrives byte for byte with its name and type; one outside is refused.',
  },
  { id: 'R12', promise: 'A document is asked for with its own headers, which the upstream never sees.' },
  {
    id: 'R14',
    promise:
      'One invalid operation costs one warning with pointer and line; the other tools work; --strict makes it a failure.',
  },
  { id: 'R15', promise: 'Bytes above a limit are a private file and a link, read back identically.' },
  {
    id: 'R16',
    promise: 'gzip, br, zstd, deflate and stacks of them are undone within a bound; damage and false names are told.',
  },
  { id: 'R17', promise: 'A long error is read on and gives no secret away.' },
  { id: 'R18', promise: 'The official clients, validating, refuse no answer of a tool that declares what it answers.' },
  { id: 'R19', promise: 'Page, path and filter return the rest of a long answer exactly.' },
  { id: 'R20', promise: 'Pages are followed on request within bounds, and whether they are complete is always said.' },
  {
    id: 'R21',
    promise:
      'Event streams and JSON sequences are told item by item while they come and cut at bytes or time; cancelling stops the upstream request within 100 ms.',
  },
  {
    id: 'R27',
    promise:
      "A document over the token budget is served lazily unasked; GitHub's list is under 1 KB; calls and descriptions are found by search.",
  },
  { id: 'R28', promise: 'A call in lazy mode sends and answers what full mode does.' },
  { id: 'R29', promise: 'A list over the limit of a message comes in pages.' },
  {
    id: 'R30',
    promise:
      'OAuth2 client credentials and refresh, OpenID Connect discovery, and mutual TLS work against a local authority.',
  },
  {
    id: 'R31',
    promise:
      "Only the chosen alternative's credentials are fetched and sent, to the document's origins only; never over a redirect to another origin.",
  },
  {
    id: 'R32',
    promise:
      '100 concurrent calls with an expired token make one token request; a 401 makes one new token and one replay.',
  },
  { id: 'R34', promise: 'No secret is in failure results, the log, or the arguments of the process.' },
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
      'Cancelling a call aborts the upstream request; a client with a progress token hears that a call goes on; the process leaves within 2 s of EOF, SIGTERM or SIGINT and leaves nothing behind.',
  },
];
