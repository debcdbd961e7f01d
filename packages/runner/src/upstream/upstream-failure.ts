// Owns what is said when an upstream gives no answer: host, cause and what to do, for the model that called; never a path, query or secret.
import { DialRefusal } from '@mcpm/openapi';
import { codeOf } from './policy/error-code.ts';
import type { LeftAlone } from './policy/host-desk.ts';

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
  UND_ERR_CONNECT_TIMEOUT: [
    'no connection came about in time',
    'Check that it is running, and the base URL, or give it longer by the option --connect-timeout',
  ],
  UND_ERR_HEADERS_TIMEOUT: [
    'its answer did not begin in time',
    'Ask for less, try again in a while, or give it longer by the option --first-byte-timeout',
  ],
  UND_ERR_PRX_CONN: ['the proxy cut the connection', 'Check the proxy'],
  UND_ERR_PRX_TLS: ['the certificate of the proxy is for another name', 'Check the proxy'],
  UND_ERR_ABORTED: ['the proxy opened no way to it', 'Check the proxy, and whether it wants a name and password'],
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
  const refusal = refusalIn(error);
  if (refusal !== undefined)
    return new UpstreamFailure(`The API at ${hostOf(url)} was not called: ${refusal.message}.`, { cause: error });
  const [what, next] = causeOf(isLoginOfProxy(error) ? 'UND_ERR_ABORTED' : code);
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

/** The failure for an answer that did not begin within its time. */
export function describeSilence(url: string, firstByteTimeoutMs: number): UpstreamFailure {
  return new UpstreamFailure(
    `The API at ${hostOf(url)} did not begin to answer within ${firstByteTimeoutMs} ms. Ask for less, try again in a while, or give it longer by the option --first-byte-timeout.`,
  );
}

/** The failure for a call whose time was over before its turn came. */
export function describeQueue(url: string, timeoutMs: number): UpstreamFailure {
  return new UpstreamFailure(
    `The API at ${hostOf(url)} was not called: as many calls as allowed (option --host-concurrency) were running there for ${timeoutMs} ms. Try again in a while, or wait longer by the option --timeout.`,
  );
}

/** The failure for a call to a host that is left alone because it kept failing. */
export function describeLeftAlone(url: string, alone: LeftAlone): UpstreamFailure {
  const { failures, reason, sinceMs, nextTrialMs } = alone;
  const next = nextTrialMs > 0 ? `the next trial is in ${seconds(nextTrialMs)}` : 'a trial is under way';
  return new UpstreamFailure(
    `The API at ${hostOf(url)} was not called: it is left alone since ${seconds(sinceMs)} ago, because ${failures} calls in a row failed (last: ${reason}); ${next}. Try again after that.`,
  );
}

/** The failure with the proxies that may have a part in it. */
export function byProxy(failure: UpstreamFailure, proxies: string | undefined): UpstreamFailure {
  if (proxies === undefined || failure.cause === undefined || refusalIn(failure.cause) !== undefined) return failure;
  return new UpstreamFailure(`${failure.message} Calls go through the proxy of ${proxies}, which may be the cause.`, {
    cause: failure.cause,
  });
}

/** The failure of a request that may have changed something before its answer was lost. */
export function unsure(failure: UpstreamFailure): UpstreamFailure {
  return new UpstreamFailure(
    `${failure.message} The request was sent and may have been carried out; find out before it is made again.`,
    { cause: failure.cause },
  );
}

/** The failure with how often it was tried, where that was more than once. */
export function tried(failure: UpstreamFailure, times: number): UpstreamFailure {
  if (times <= 1) return failure;
  return new UpstreamFailure(`${failure.message} ${triedSentence(times)}`, { cause: failure.cause });
}

/** How often a request was sent. */
export function triedSentence(times: number): string {
  return `It was tried ${times} times.`;
}

/** What an error means, in a few words, with its code; `undefined` for what is no error of the network or of HTTP. */
export function nameFailure(error: unknown): string | undefined {
  const code = codeOf(error);
  return code === undefined ? undefined : `${causeOf(code)[0]} [${code}]`;
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

function refusalIn(error: unknown): DialRefusal | undefined {
  for (let inner = error; inner instanceof Error; inner = inner.cause) if (inner instanceof DialRefusal) return inner;
  return undefined;
}

/** Undici takes a proxy that wants a name and password for a wrong request. */
function isLoginOfProxy(error: unknown): boolean {
  return error instanceof Error && error.message === 'Proxy Authentication Required (407)';
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1_000)} s`;
}

function causeOf(code: string): readonly [what: string, next: string] {
  const family = FAMILIES.find(([pattern]) => pattern.test(code));
  return CAUSES[code] ?? (family && [family[1], family[2]]) ?? ['the request failed', RETRY];
}
