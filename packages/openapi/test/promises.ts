// Owns the promises the compiler keeps now, each as far as its sentence says; tests cite the id.

/** One promise. */
export interface Promised {
  readonly id: string;
  readonly promise: string;
}

/** What is kept. Each id stands in the title of at least one test of this package. */
export const promises: readonly Promised[] = [
  {
    id: 'R2',
    promise:
      "Every in × style × explode × kind of value is written as the specification's tables have it, byte for byte; invalid combinations are named.",
  },
  { id: 'R3', promise: 'Independent parsers read 10,000 random values back from the requests that carry them.' },
  {
    id: 'R4',
    promise:
      'allowReserved, content parameters, odd names, two placeholders in a segment, custom verbs and trailing slashes survive.',
  },
  { id: 'R5', promise: 'null, absent, "", 0, false, [] and {} stay apart wherever the API can tell them apart.' },
  { id: 'R6', promise: 'The same name in path, query, header, cookie and body reaches five places with five values.' },
  {
    id: 'R7',
    promise:
      'Bodies: any JSON, +json, merge-patch, urlencoded and multipart with encoding, text, bytes, XML from an object, DELETE with body, none without content type.',
  },
  {
    id: 'R8',
    promise: 'Files arrive byte-identical with name and type, from base64, a data URI, an object, or an allowed path.',
  },
  { id: 'R9', promise: 'Integers beyond 2^53 and long decimals pass both ways unchanged.' },
  { id: 'R10', promise: 'A path value never leaves its place in the path.' },
  {
    id: 'R11',
    promise: 'A structure given as text is taken as the structure; a text that looks like JSON stays a text.',
  },
  {
    id: 'R12',
    promise:
      'Swagger 2.0 and OpenAPI 3.0 to 3.2, JSON and YAML, file, URL, text; what is no document is named as what it is.',
  },
  {
    id: 'R13',
    promise: 'References of every kind end in finite, self-contained schemas; deep documents overflow nothing.',
  },
  { id: 'R14', promise: 'One bad operation is one warning with pointer and line; strict makes it a failure.' },
  { id: 'R15', promise: 'Images are images, sounds are sounds, other bytes are resources; bytes identical.' },
  {
    id: 'R16',
    promise: 'Charset by byte order mark, header, document, XML declaration or meta; what is guessed is said.',
  },
  {
    id: 'R17',
    promise: 'From 400 on an answer is an error with status, reason, Retry-After, request id and its own words.',
  },
  { id: 'R18', promise: 'A declared output schema accepts every answer.' },
  { id: 'R19', promise: 'A long answer is bounded with its structure kept and counts of what is left out.' },
  { id: 'R20', promise: 'The next page of an answer is found by Link, cursor, offset, page or token.' },
  { id: 'R21', promise: 'Event streams become one JSON line for each event; name, id and data are kept.' },
  {
    id: 'R22',
    promise: 'Names are portable, unique, never empty, and unchanged when operations are added or reordered.',
  },
  { id: 'R23', promise: 'Input schemas are plain objects without root combinators, valid JSON Schema 2020-12.' },
  { id: 'R24', promise: 'Hints come from the method; the extension x-mcp has the last word.' },
  { id: 'R25', promise: 'readOnly leaves bodies, writeOnly leaves answers; descriptions stay within their budget.' },
  {
    id: 'R26',
    promise:
      'Operations are chosen by tag, method, path, operationId, extension, deprecation, read-only, with a reason for each.',
  },
  { id: 'R30', promise: 'Flows, discovery URLs and scopes of OAuth 2.0 and OpenID Connect reach the plan.' },
  { id: 'R31', promise: 'Alternatives of security are OR, their schemes AND, exactly; `security: []` sends nothing.' },
  {
    id: 'R45',
    promise:
      'However an address is written, in IPv4, IPv6 or one inside the other, it counts as what it stands for: public, private, of this machine, or link-local and cloud metadata.',
  },
  {
    id: 'R48',
    promise: 'Flaws are named with pointer and line; the Overlay that is offered takes away every flaw it is for.',
  },
  { id: 'R49', promise: 'Overlays 1.0 and 1.1 are applied in order; an action that matched nothing is reported.' },
  {
    id: 'R50',
    promise:
      'Servers are chosen by number, URL or words; variables are checked; operation wins over path over document.',
  },
];
