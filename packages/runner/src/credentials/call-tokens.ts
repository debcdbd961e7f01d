// Owns which tokens a call is sent with: those of the alternative that is going to be chosen, fetched for the server or exchanged for its caller.
import type { RequestContext, SecurityAlternatives, SecurityScheme, TokenScheme, ToolPlan } from '@mcpm/openapi';
import type { Caller } from '../call/caller.ts';
import type { Logger } from '../log/logger.ts';
import type { DialSettings } from '../upstream/dial/dial-settings.ts';
import type { TlsSettings } from '../upstream/http-connections.ts';
import { takesBearer, takesTokens, type OAuthClient } from './oauth-client.ts';
import type { CredentialSettings } from './read-credentials.ts';
import type { ExchangeClient } from './read-exchange.ts';
import type { Redaction } from './redaction.ts';
import type { TokenDesk } from './token-desk.ts';
import type { TokenExchange } from './token-exchange.ts';
import type { TokenSource } from './token-source.ts';

/** A token as a call holds it. */
export interface HeldToken {
  /** Absent for the token that the caller's was exchanged for: it goes where any bearer token would. */
  readonly scheme?: string;
  readonly source: TokenSource;
  readonly value: string;
}

/** What credentials are kept with. */
export interface CredentialParts {
  readonly log: Logger;
  /** Told every secret, the fetched ones included. */
  readonly redaction: Redaction;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
  /** Where connections to authorities may go, and through which proxy. Default: public addresses and this machine, none. */
  readonly dial?: DialSettings;
}

/** What tokens are had with. */
export interface CallTokensParts extends CredentialParts {
  /** What was configured. */
  readonly settings: CredentialSettings;
  /** What requests are made with beside tokens. */
  readonly context: RequestContext;
  readonly tls: TlsSettings;
  /** Milliseconds for one question to an authority. */
  readonly timeoutMs: number;
  /** The client that exchanges the tokens of callers, if there is one. */
  readonly exchanging: ExchangeClient | undefined;
}

/** The tokens of one upstream. */
export class CallTokens {
  readonly #parts: CallTokensParts;
  #desk: Promise<TokenDesk> | undefined;
  #exchange: Promise<TokenExchange> | undefined;

  constructor(parts: CallTokensParts) {
    this.#parts = parts;
  }

  /** Whether there may be any: most servers hold fixed values only. */
  get areFetched(): boolean {
    return this.#parts.exchanging !== undefined || this.#parts.settings.clients.size > 0;
  }

  /** The tokens of the alternative that is going to be chosen; none where nothing is fetched. */
  async of(plan: ToolPlan, caller: Caller): Promise<readonly HeldToken[]> {
    const { security } = plan.request;
    const { settings, exchanging } = this.#parts;
    const { clients, values } = settings;
    // A document that says nothing of security wants the caller's token everywhere; one that asks for none does not.
    if (security === undefined) return exchanging === undefined ? [] : [await this.#holdOf(caller)];
    const fetching = security.flat().some((scheme) => takesTokens(scheme, clients.get(scheme.scheme)));
    if (!fetching && exchanging === undefined) return [];
    const chosen = await this.choose(security);
    const own = chosen.flatMap((scheme) => {
      const client = clients.get(scheme.scheme);
      return client !== undefined && takesTokens(scheme, client) ? [this.#hold(scheme, client)] : [];
    });
    const exchanges =
      exchanging !== undefined &&
      chosen.some(
        (scheme) => takesBearer(scheme) && !clients.has(scheme.scheme) && !Object.hasOwn(values, scheme.scheme),
      );
    return Promise.all([...own, ...(exchanges ? [this.#holdOf(caller)] : [])]);
  }

  /** The schemes a request is sent with. Which they are does not depend on the tokens, so their names stand for them. */
  async choose(security: SecurityAlternatives): Promise<readonly SecurityScheme[]> {
    const { chooseSecurity } = await import('@mcpm/openapi');
    const { settings, context, exchanging } = this.#parts;
    const { clients, values } = settings;
    const tokens = security.flat().filter((scheme) => takesTokens(scheme, clients.get(scheme.scheme)));
    const promised = Object.fromEntries(tokens.map(({ scheme }) => [scheme, `the token of ${scheme}`]));
    const exchanged = exchanging === undefined ? {} : { authToken: 'the token of the caller' };
    return chooseSecurity(security, { ...context, ...exchanged, credentials: { ...values, ...promised } });
  }

  /** What a request is made with, these tokens among it. */
  contextWith(tokens: readonly HeldToken[]): RequestContext {
    const { context, settings } = this.#parts;
    if (tokens.length === 0) return context;
    const fetched = tokens.flatMap(({ scheme, value }) => (scheme === undefined ? [] : [[scheme, value] as const]));
    const exchanged = tokens.find(({ scheme }) => scheme === undefined)?.value;
    return {
      ...context,
      credentials: { ...settings.values, ...Object.fromEntries(fetched) },
      ...(exchanged === undefined ? {} : { authToken: exchanged }),
    };
  }

  /** Cuts connections to authorities. */
  async close(): Promise<void> {
    await Promise.all([(await this.#desk)?.close(), (await this.#exchange)?.close()]);
  }

  async #holdOf(caller: Caller): Promise<HeldToken> {
    const { exchanging: client } = this.#parts;
    if (client === undefined) throw new Error('There is no client that exchanges tokens');
    this.#exchange ??= import('./token-exchange.ts').then(
      ({ TokenExchange }) => new TokenExchange({ ...this.#parts, client }),
    );
    const source = (await this.#exchange).source(caller);
    return { source, value: await source.token() };
  }

  async #hold(scheme: TokenScheme, client: OAuthClient): Promise<HeldToken> {
    this.#desk ??= import('./token-desk.ts').then(({ TokenDesk }) => new TokenDesk(this.#parts));
    const source = (await this.#desk).source(scheme, client);
    return { scheme: scheme.scheme, source, value: await source.token() };
  }
}

/** The token that takes the place of one that was refused; the same where there is none. */
export async function replaced(token: HeldToken): Promise<HeldToken> {
  return { ...token, value: (await token.source.replace(token.value)) ?? token.value };
}
