// Owns the exchanged tokens of all callers: one source for each token that a caller shows, never shared between two. Loaded with the first exchange.
import type { Caller } from '../call/caller.ts';
import type { DialSettings } from '../upstream/dial/dial-settings.ts';
import type { TlsSettings } from '../upstream/http-connections.ts';
import { AuthorityConnection } from './authority-connection.ts';
import { exchangeToken } from './exchange-token.ts';
import type { ExchangeClient } from './read-exchange.ts';
import { TokenFailure } from './token-failure.ts';
import { TokenSource } from './token-source.ts';

/** What tokens are exchanged with. */
export interface TokenExchangeParts {
  readonly client: ExchangeClient;
  readonly tls: TlsSettings;
  /** Milliseconds for one question to the authority. */
  readonly timeoutMs: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Where connections may go, and through which proxy. */
  readonly dial?: DialSettings;
}

/** Tokens whose exchange is remembered; the one used least recently makes room, which costs it one more exchange. */
const MAX_SOURCES = 5_000;

/** Hands out what exchanges the token of a caller. */
export class TokenExchange {
  readonly #parts: TokenExchangeParts;
  readonly #connection: AuthorityConnection;
  /** By the caller's token, the one used least recently first. */
  readonly #sources = new Map<string, TokenSource>();

  constructor(parts: TokenExchangeParts) {
    this.#parts = parts;
    this.#connection = new AuthorityConnection(parts.tls, parts.timeoutMs, parts.dial);
  }

  /** The source for this caller's token. Throws `TokenFailure` if the caller has none. */
  source({ token }: Caller): TokenSource {
    if (token === undefined)
      throw new TokenFailure(undefined, 'this call came without one. Log in with an access token.');
    const source = this.#sources.get(token) ?? this.#open(token);
    this.#sources.delete(token);
    this.#sources.set(token, source);
    return source;
  }

  /** Cuts all connections to the authority. */
  async close(): Promise<void> {
    await this.#connection.close();
  }

  #open(token: string): TokenSource {
    const [oldest] = this.#sources.keys();
    if (this.#sources.size >= MAX_SOURCES && oldest !== undefined) this.#sources.delete(oldest);
    const { client, now } = this.#parts;
    return new TokenSource({ request: () => exchangeToken(token, client, this.#connection), now });
  }
}
