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
  { id: 'R13', promise: 'References to other addresses are followed on request.' },
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
    id: 'R26',
    promise: 'inspect --explain says for each operation whether it is in or out, and by which rule.',
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
  {
    id: 'R33',
    promise:
      'Allowed headers of a request and the exchanged token of its user go out with the calls of that user alone: two users in parallel never mix in 10,000 calls, nor do their sessions and saved files.',
  },
  {
    id: 'R34',
    promise:
      'No secret is in failure results, the log, audit lines, spans, metrics, the report of a crash, or the arguments and title of the process.',
  },
  {
    id: 'R35',
    promise:
      'HTTP clients show a token, or an access token of the issuer for this server with the scopes it needs; metadata and challenge lead a client to it.',
  },
  {
    id: 'R36',
    promise:
      'Both eras are served side by side on stdio and Streamable HTTP; what is answered without the SDK is answered as the SDK would; an unknown revision is refused with those that are served.',
  },
  { id: 'R37', promise: 'Standard output carries protocol messages and nothing else.' },
  {
    id: 'R38',
    promise:
      'A foreign Origin or Host is 403, malformed JSON 400, an unknown session 404, an oversize body 413; a malformed line is answered; 10,000 random messages leave the process alive.',
  },
  { id: 'R39', promise: 'The same JSON-RPC id used by several clients never crosses.' },
  {
    id: 'R40',
    promise:
      'Clients are greeted while the document loads and when it fails; a tool tells why there are no others, and list_changed tells when there are.',
  },
  {
    id: 'R41',
    promise:
      'A changed file, reference, overlay or URL is compiled again; a broken edit keeps the last good tools; list_changed comes only when the list changed.',
  },
  {
    id: 'R42',
    promise:
      'Cancelling a call aborts the upstream request within 100 ms and a client with a progress token hears that a call goes on; timeouts of connecting, first byte and the whole call are told with their option; the process leaves within 2 s of EOF, SIGTERM or SIGINT and leaves nothing behind.',
  },
  {
    id: 'R43',
    promise:
      'Only what may be carried out twice, or was never sent, is repeated; Retry-After is honoured; requests per host are bounded; a failing host is left alone and that is said.',
  },
  {
    id: 'R44',
    promise: 'Proxies of the environment, own authorities, SNI, IPv6 and Unix sockets work; insecure mode is loud.',
  },
  {
    id: 'R45',
    promise:
      'A document, its references, redirects and servers lead to public addresses only, or to what the operator named or opened; the checked address is the one dialed.',
  },
  {
    id: 'R46',
    promise: 'Answers are kept by Cache-Control and ETag, apart for each caller and credential, on request only.',
  },
  {
    id: 'R47',
    promise:
      'On request each call is an audit line, figures for Prometheus, and a span; a trace context goes on to the upstream.',
  },
  {
    id: 'R48',
    promise:
      'doctor names flaws and writes the Overlay that mends them; curl prints the request that a call would send, and sends nothing.',
  },
  {
    id: 'R49',
    promise: 'Overlays reach the list of tools, are watched beside the document, and are named when broken.',
  },
  { id: 'R50', promise: 'The server that is called can be chosen; an unknown one is refused with the list.' },
  {
    id: 'R51',
    promise: 'A greeting, a list and a call load neither the schema library nor the SDK.',
  },
];
