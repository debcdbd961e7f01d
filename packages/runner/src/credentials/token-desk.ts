// Owns the token sources of this process: one for each scheme, scope and authority. Loaded with the first token, because OAuth2 is seldom needed.
import type { TokenScheme } from '@mcpm/openapi';
import type { Logger } from '../log/logger.ts';
import type { DialSettings } from '../upstream/dial/dial-settings.ts';
import type { TlsSettings } from '../upstream/http-connections.ts';
import { AuthorityConnection } from './authority-connection.ts';
import type { OAuthClient } from './oauth-client.ts';
import type { Redaction } from './redaction.ts';
import { requestToken } from './request-token.ts';
import { TokenSource } from './token-source.ts';

/** What a desk works with. */
export interface TokenDeskParts {
  readonly tls: TlsSettings;
  /** Milliseconds for one question to an authority. */
  readonly timeoutMs: number;
  readonly redaction: Redaction;
  readonly log: Logger;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Where connections may go, and through which proxy. */
  readonly dial?: DialSettings;
}

/** Hands out token sources. */
export class TokenDesk {
  readonly #parts: TokenDeskParts;
  readonly #connection: AuthorityConnection;
  readonly #sources = new Map<string, TokenSource>();
  /** By scheme: the newest refresh token, where the authority changed it. */
  readonly #refreshTokens = new Map<string, string>();

  constructor(parts: TokenDeskParts) {
    this.#parts = parts;
    this.#connection = new AuthorityConnection(parts.tls, parts.timeoutMs, parts.dial);
  }

  /** The source of tokens of a scheme, for the scopes that it names; the same one for the same need. */
  source(scheme: TokenScheme, client: OAuthClient): TokenSource {
    // A refresh token stands for what was granted once; asking for less each time would use it up for nothing.
    const scope = client.scope ?? (client.refreshToken === undefined ? scheme.scopes.toSorted().join(' ') : '');
    const key = JSON.stringify([scheme.scheme, scope, scheme.flows, scheme.metadataUrl]);
    const known = this.#sources.get(key);
    if (known !== undefined) return known;
    const made = new TokenSource({ request: () => this.#request(scheme, client, scope), now: this.#parts.now });
    this.#sources.set(key, made);
    return made;
  }

  /** Cuts all connections to authorities. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #request(scheme: TokenScheme, client: OAuthClient, scope: string): ReturnType<typeof requestToken> {
    const { redaction, log, tls } = this.#parts;
    const refreshToken = this.#refreshTokens.get(scheme.scheme) ?? client.refreshToken;
    const quest = { scheme, client, connection: this.#connection, certified: tls.cert !== undefined };
    const token = await requestToken(quest, { refreshToken, scope });
    redaction.addFetched(token.value);
    if (token.refreshToken !== undefined && refreshToken !== undefined && token.refreshToken !== refreshToken) {
      redaction.addFetched(token.refreshToken);
      if (!this.#refreshTokens.has(scheme.scheme))
        log.warn(
          `The authority of "${scheme.scheme}" changes the refresh token; the new one lives in memory only, so after a restart the configured one may be refused`,
        );
      this.#refreshTokens.set(scheme.scheme, token.refreshToken);
    }
    return token;
  }
}
