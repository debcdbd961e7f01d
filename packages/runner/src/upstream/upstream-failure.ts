// Owns what is said when an upstream gives no answer: host and cause, for the model that called; never a path, query or secret.

/** The upstream gave no answer; the message is written for whoever called the tool. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
}

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused)',
  ENOTFOUND: 'its name is not known (DNS)',
  EAI_AGAIN: 'its name could not be looked up (DNS)',
  ECONNRESET: 'it cut the connection',
  EPIPE: 'it cut the connection',
  UND_ERR_SOCKET: 'it cut the connection',
  EHOSTUNREACH: 'there is no way to it (host unreachable)',
  ENETUNREACH: 'there is no way to it (network unreachable)',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  Z_DATA_ERROR: 'its answer is damaged (content coding)',
  Z_BUF_ERROR: 'its answer breaks off (content coding)',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** The failure for an error of the network or of HTTP, which all carry a code; `undefined` for anything else, which is a bug. */
export function describeFailure(url: string, error: unknown): UpstreamFailure | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  return new UpstreamFailure(
    `The API at ${hostOf(url)} could not be reached: ${CAUSES[code] ?? 'the request failed'} [${code}].`,
    { cause: error },
  );
}

/** The failure for an answer that took too long. */
export function describeTimeout(url: string, timeoutMs: number): UpstreamFailure {
  return new UpstreamFailure(`The API at ${hostOf(url)} did not answer within ${timeoutMs} ms.`);
}

/** Host and port of a URL. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'an unknown host';
}

function codeOf(error: unknown): string | undefined {
  for (
    let inner = error;
    inner instanceof Error;
    inner = inner instanceof AggregateError ? inner.errors[0] : inner.cause
  ) {
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
  }
  return undefined;
}
