// Owns what is said when an upstream gives no answer: host, cause and what to do, for the model that called; never a path, query or secret.

/** The upstream gave no answer; the message is written for whoever called the tool. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
}

const RETRY = 'Try again in a while';
const CHECK_URL = 'Check that it is running, and the base URL';
const CHECK_CERTIFICATE = 'Its certificate needs to be mended, or to be trusted by the option --ca';

/** What each code means, and what to do. */
const CAUSES: Readonly<Record<string, readonly [what: string, next: string]>> = {
  ECONNREFUSED: ['nothing listens there (connection refused)', CHECK_URL],
  ENOTFOUND: ['its name is not known (DNS)', 'Check the base URL'],
  EAI_AGAIN: ['its name could not be looked up (DNS)', RETRY],
  ECONNRESET: ['it cut the connection', RETRY],
  EPIPE: ['it cut the connection', RETRY],
  UND_ERR_SOCKET: ['it cut the connection', RETRY],
  UND_ERR_CLOSED: ['this server is closing', RETRY],
  UND_ERR_DESTROYED: ['this server is closing', RETRY],
  EHOSTUNREACH: ['there is no way to it (host unreachable)', 'Check the network, and the base URL'],
  ENETUNREACH: ['there is no way to it (network unreachable)', 'Check the network, and the base URL'],
  ETIMEDOUT: ['the connection timed out', CHECK_URL],
  UND_ERR_CONNECT_TIMEOUT: ['the connection timed out', CHECK_URL],
  UND_ERR_HEADERS_OVERFLOW: ['the headers of its answer are too large', 'Nothing can be done from here'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['its answer has another length than it says', RETRY],
  CERT_HAS_EXPIRED: ['its certificate has expired', CHECK_CERTIFICATE],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['its certificate is self-signed', CHECK_CERTIFICATE],
  SELF_SIGNED_CERT_IN_CHAIN: ['its certificate is self-signed', CHECK_CERTIFICATE],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ['its certificate cannot be verified', CHECK_CERTIFICATE],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: ['its certificate cannot be verified', CHECK_CERTIFICATE],
  ERR_TLS_CERT_ALTNAME_INVALID: ['its certificate is for another name', 'Check the host in the base URL'],
  ERR_SSL_WRONG_VERSION_NUMBER: [
    'it does not speak TLS',
    'Perhaps the base URL shall begin with http instead of https',
  ],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: [
    'it does not speak TLS',
    'Perhaps the base URL shall begin with http instead of https',
  ],
  EPROTO: ['no secure connection came about (TLS)', 'Check the base URL and the certificates'],
};

/** Codes that come in families. */
const FAMILIES: readonly (readonly [family: RegExp, what: string, next: string])[] = [
  [/^(?:Z_|ZSTD_|ERR_BROTLI|ERR__ERROR)/, 'its answer is damaged, or not in the content coding that it names', RETRY],
  [/^HPE_/, 'what it answers is no HTTP', 'Check the base URL, and whether it shall begin with https'],
  [
    /^ERR_SSL_.*CERTIFICATE/,
    'it does not take the certificate of this client',
    'Check the options --client-cert and --client-key',
  ],
  [/^ERR_(?:SSL|TLS)_/, 'no secure connection came about (TLS)', 'Check the base URL and the certificates'],
  [
    /^UND_ERR_(?:INVALID_ARG|NOT_SUPPORTED)$/,
    'the request cannot be sent as it is',
    'Change the arguments that become headers',
  ],
];

/** The failure for an error of the network or of HTTP, which all carry a code; `undefined` for anything else, which is a bug. */
export function describeFailure(url: string, error: unknown): UpstreamFailure | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const [what, next] = causeOf(code);
  return new UpstreamFailure(`The API at ${hostOf(url)} could not be reached: ${what} [${code}]. ${next}.`, {
    cause: error,
  });
}

/** The failure for an answer that began but broke off or cannot be read; as `describeFailure` else. */
export function describeBrokenAnswer(url: string, status: number, error: unknown): UpstreamFailure | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  const [what, next] = causeOf(code);
  return new UpstreamFailure(
    `The API at ${hostOf(url)} answered with status ${status}, but the answer could not be read: ${what} [${code}]. ${next}.`,
    { cause: error },
  );
}

/** The failure for an answer that took too long; `status` is that of an answer which began. */
export function describeTimeout(url: string, timeoutMs: number, status?: number): UpstreamFailure {
  const what =
    status === undefined
      ? `did not answer within ${timeoutMs} ms`
      : `answered with status ${status}, but its answer was not complete within ${timeoutMs} ms`;
  return new UpstreamFailure(
    `The API at ${hostOf(url)} ${what}. Ask for less, try again in a while, or give it longer by the option --timeout.`,
  );
}

/** What is said of a sequence that ended before its end, of which the items so far are the answer. */
export function describeCut(url: string, error: unknown): string {
  const code = codeOf(error);
  return `The API at ${hostOf(url)} broke off: ${code === undefined ? 'the connection failed' : `${causeOf(code)[0]} [${code}]`}`;
}

/** Host and port of a URL. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an unknown host';
}

function causeOf(code: string): readonly [what: string, next: string] {
  const family = FAMILIES.find(([pattern]) => pattern.test(code));
  return CAUSES[code] ?? (family && [family[1], family[2]]) ?? ['the request failed', RETRY];
}

function codeOf(error: unknown): string | undefined {
  for (
    let inner = error;
    inner instanceof Error;
    inner = inner instanceof AggregateError ? inner.errors[0] : inner.cause
  ) {
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
    // Undici's parser gives some of its errors no code.
    if (inner.name === 'HTTPParserError') return 'HPE_INVALID';
  }
  return undefined;
}
