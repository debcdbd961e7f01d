// Owns who the bearers of access tokens are: each token is verified once and known by its digest until it expires. Loaded with the first token.
import type { Caller } from '../call/caller.ts';
import type { Verdict } from '../http/door.ts';
import type { Refusal } from '../http/refuse.ts';
import type { OAuthClient } from '../credentials/oauth-client.ts';
import type { Logger } from '../log/logger.ts';
import { digestOf } from './bearer-token.ts';
import { findIssuer, type AskAuthority, type Issuer } from './issuer.ts';
import type { ProtectedResource } from './protected-resource.ts';
import { Refreshed, Unavailable } from './refreshed.ts';
import { TokenRefusal, type TokenClaims } from './token-claims.ts';
import { isJwt, UnknownKey, verifyToken } from './verify-token.ts';

/** What tokens are judged with. */
export interface AccessTokensParts {
  readonly issuer: string;
  /** Scopes that a token must have, all of them. */
  readonly scopes: readonly string[];
  readonly resource: ProtectedResource;
  readonly ask: AskAuthority;
  /** Whether callers carry their token, for it to be exchanged; the client that does it may also ask about opaque tokens. */
  readonly exchanging?: OAuthClient;
  readonly log: Logger;
  /** Milliseconds of a monotonic clock, and since the epoch. */
  readonly now: () => number;
  readonly time: () => number;
}

/** Keys are fetched again after ten minutes, at most every half minute for a key that is not among them, and serve a day while their server is away. */
const KEYS = { freshMs: 600_000, leastMs: 30_000, goodMs: 86_400_000 };
/** Tokens that are known at a time; the one known for longest makes room. */
const MAX_KNOWN = 10_000;

interface KnownToken {
  readonly caller: Caller;
  readonly lacksScope: boolean;
  /** When the token is verified again at the latest; milliseconds since the epoch. */
  readonly until: number;
}

/** Judges tokens. */
export class AccessTokens {
  readonly #parts: AccessTokensParts;
  readonly #issuer: Refreshed<Issuer>;
  readonly #known = new Map<string, KnownToken>();
  /** By digest, so that one token is not verified twice at a time. */
  readonly #verifying = new Map<string, Promise<KnownToken>>();

  constructor(parts: AccessTokensParts) {
    this.#parts = parts;
    const { issuer, ask, now, log } = parts;
    this.#issuer = new Refreshed({
      ...KEYS,
      load: () => findIssuer(issuer, ask),
      now,
      onFailure: (error) => log.error(`The keys of ${issuer} cannot be had: ${reasonOf(error)}`),
    });
  }

  /** Who shows this token; `host` is the `Host` of the request. Never rejects. */
  judge(token: string, host: string): Verdict | Promise<Verdict> {
    const digest = digestOf(token);
    const known = this.#known.get(digest);
    if (known !== undefined && this.#parts.time() < known.until) return this.#verdict(known, host);
    this.#known.delete(digest);
    return this.#learn(digest, token).then(
      (learnt) => this.#verdict(learnt, host),
      (error: unknown) => ({ refusal: this.#refusal(error, host) }),
    );
  }

  #verdict({ caller, lacksScope }: KnownToken, host: string): Verdict {
    if (!lacksScope) return { caller };
    const description = `the token lacks a scope of: ${this.#parts.scopes.join(' ')}`;
    return { refusal: this.#parts.resource.refusal(host, { error: 'insufficient_scope', description }) };
  }

  #learn(digest: string, token: string): Promise<KnownToken> {
    const running = this.#verifying.get(digest);
    if (running !== undefined) return running;
    const verifying = this.#verify(token)
      .then((claims) => this.#keep(digest, token, claims))
      .finally(() => this.#verifying.delete(digest));
    this.#verifying.set(digest, verifying);
    return verifying;
  }

  async #verify(token: string): Promise<TokenClaims> {
    const { ask, exchanging: client, time, resource } = this.#parts;
    const terms = { audiences: resource.audiences, time: () => Math.floor(time() / 1_000) };
    const issuer = await this.#issuer.value();
    if (!isJwt(token)) {
      const { canIntrospect, introspectToken } = await import('./introspect-token.ts');
      if (client === undefined || !canIntrospect(issuer, client)) throw new TokenRefusal('the token cannot be read');
      return introspectToken(token, issuer, { ...terms, client, ask });
    }
    try {
      return await verifyToken(token, issuer, terms);
    } catch (error) {
      if (!(error instanceof UnknownKey)) throw error;
      // Keys are changed now and then; the new one may be published already.
      const newer = await this.#issuer.newer(issuer);
      if (newer === issuer) throw error;
      return verifyToken(token, newer, terms);
    }
  }

  #keep(digest: string, token: string, { subject, scopes, expiresAt }: TokenClaims): KnownToken {
    const { issuer, scopes: needed, exchanging } = this.#parts;
    const caller = { principal: `${issuer} ${subject}`, headers: {}, ...(exchanging === undefined ? {} : { token }) };
    // A key that its issuer takes back, because somebody else has it, takes the tokens signed with it along.
    const until = Math.min(expiresAt, this.#parts.time() + KEYS.freshMs);
    const known = { caller, lacksScope: needed.some((scope) => !scopes.has(scope)), until };
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(digest, known);
    return known;
  }

  #refusal(error: unknown, host: string): Refusal {
    const { resource, log } = this.#parts;
    if (error instanceof TokenRefusal)
      return resource.refusal(host, { error: 'invalid_token', description: error.message });
    if (!(error instanceof Unavailable)) log.error(`An access token could not be checked: ${reasonOf(error)}`);
    const seconds = error instanceof Unavailable ? Math.max(1, Math.ceil(error.retryAfterMs / 1_000)) : 5;
    return {
      status: 503,
      message: 'The authorization server of this server gives no answer, so tokens cannot be checked; try again later',
      headers: { 'retry-after': String(seconds) },
    };
  }
}

/** What is said to whoever runs this server. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
