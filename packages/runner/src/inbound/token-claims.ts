// Owns what a verified token says of its bearer, and what makes a token none for this server.

/** A token that is good. */
export interface TokenClaims {
  /** Who the token speaks for, within its issuer. */
  readonly subject: string;
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The token is not good; the message may go to its bearer, and holds nothing of it. */
export class TokenRefusal extends Error {
  override readonly name = 'TokenRefusal';
}

/** What is expected of every token. */
export interface TokenTerms {
  /** Of which a token has to name one. */
  readonly audiences: readonly string[];
  /** Seconds since the epoch. */
  readonly time: () => number;
}

/** Seconds by which clocks may differ. */
export const CLOCK_SKEW = 30;

/**
 * Reads the claims of a token whose origin was verified. Throws `TokenRefusal` for one that names nobody, and for one bound to a key that the bearer would have to
 * prove (RFC 9449 §7.1, RFC 8705 §3): shown without that proof it may be stolen.
 */
export function readClaims(claims: Readonly<Record<string, unknown>>, expires: number): TokenClaims {
  if (claims['cnf'] !== undefined)
    throw new TokenRefusal('the token is bound to a key, and no proof of it is taken here');
  const subject = subjectOf(claims);
  if (subject === undefined) throw new TokenRefusal('the token names no subject');
  return { subject, scopes: scopesOf(claims), expiresAt: (expires + CLOCK_SKEW) * 1_000 };
}

/** The user, else the client that acts for itself. */
function subjectOf({ sub, client_id: clientId, azp }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof sub === 'string' && sub !== '') return `user ${sub}`;
  const client = [clientId, azp].filter((id) => typeof id === 'string').find((id) => id !== '');
  return client === undefined ? undefined : `client ${client}`;
}

/** `scope` is a text (RFC 9068 §2.2.3); some servers write `scp`, as a text or a list. */
function scopesOf({ scope, scp }: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const given = [scope, scp].flat().filter((part) => typeof part === 'string');
  return new Set(given.flatMap((part) => part.split(' ')).filter((part) => part !== ''));
}
