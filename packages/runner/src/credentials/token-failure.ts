// Owns what is said when an authority gives no token: scheme, host, its own reason, and the next step; never a secret.
import { hostOf, UpstreamFailure } from '../upstream/upstream-failure.ts';

/** There is no token; the message is written for whoever called the tool. */
export class TokenFailure extends UpstreamFailure {
  /** Milliseconds the authority wants to be left alone. */
  readonly retryAfterMs: number | undefined;

  /** @param scheme the security scheme that wants the token; absent where a caller's token was to be exchanged for it. */
  constructor(
    scheme: string | undefined,
    what: string,
    options: { readonly cause?: unknown; readonly retryAfterMs?: number } = {},
  ) {
    const lead =
      scheme === undefined
        ? 'The access token of this client could not be exchanged for one of the API'
        : `There is no access token for the security scheme "${scheme}"`;
    super(`${lead}: ${what}`, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** An answer of an authority that brings no token. */
export interface Refusal {
  readonly url: string;
  readonly status: number;
  /** `error` and `error_description` of RFC 6749 §5.2, where the answer has them. */
  readonly error?: string;
  readonly description?: string;
}

/** Longest part of a description that is handed on. */
const DESCRIPTION_LIMIT = 300;

/** What the authority said and what to do about it. */
export function describeRefusal(refusal: Refusal): string {
  return `${describeAnswer(refusal)}. ${nextStep(refusal.status, refusal.error)}`;
}

/** What the authority said, without a full stop. */
export function describeAnswer({ url, status, error, description }: Refusal): string {
  const reason = error === undefined ? '' : ` ${plain(error)}`;
  const words = description === undefined ? '' : ` (${plain(description)})`;
  return `the authority at ${hostOf(url)} answered ${status}${reason}${words}`;
}

function nextStep(status: number, error: string | undefined): string {
  if (status === 429 || status >= 500) return 'Try again later.';
  switch (error) {
    case 'invalid_client':
    case 'unauthorized_client':
      return 'Check clientId and clientSecret of that credential (MCPM_CREDENTIALS); "authMethod" is how they are sent: "basic" or "post".';
    case 'invalid_grant':
      return 'Its refresh token is used up or revoked: log in again and set the new one in that credential (MCPM_CREDENTIALS).';
    case 'invalid_scope':
      return 'Set "scope" of that credential (MCPM_CREDENTIALS) to what the authority allows.';
    default:
      return 'Check that credential (MCPM_CREDENTIALS) and its token URL.';
  }
}

function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- Control characters have no business in a sentence.
  const line = text.replaceAll(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return line.length > DESCRIPTION_LIMIT ? `${line.slice(0, DESCRIPTION_LIMIT)}…` : line;
}
