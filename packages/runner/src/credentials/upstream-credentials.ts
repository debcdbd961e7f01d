// Owns what each request of an upstream is authorized with: fixed values, tokens that are fetched, a client certificate.
import { McpmError, type RunnerOptions } from '@mcpm/domain';
import type {
  HttpRequest,
  HttpResponse,
  RequestContext,
  SecurityAlternatives,
  SecurityScheme,
  TokenScheme,
  ToolPlan,
} from '@mcpm/openapi';
import type { Logger } from '../log/logger.ts';
import type { TlsSettings } from '../upstream/http-connections.ts';
import { configuredSecrets } from './configured-secrets.ts';
import { missingCertificate, missingCredential } from './missing-credential.ts';
import { takesTokens, type OAuthClient } from './oauth-client.ts';
import { readCredentials, type CredentialSettings } from './read-credentials.ts';
import type { Redaction } from './redaction.ts';
import { readTlsFiles } from './tls-files.ts';
import type { TokenDesk } from './token-desk.ts';
import type { TokenSource } from './token-source.ts';
import { unlessAborted } from './unless-aborted.ts';

/** The options that are about credentials. */
export type CredentialOptions = Pick<
  RunnerOptions,
  'auth' | 'headers' | 'credentials' | 'requireToken' | 'clientCert' | 'clientKey' | 'ca' | 'timeout'
>;

/** What credentials are kept with. */
export interface UpstreamCredentialsParts {
  readonly log: Logger;
  /** Told every secret, the fetched ones included. */
  readonly redaction: Redaction;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** One call that wants to be authorized. */
export interface UnauthorizedCall {
  readonly plan: ToolPlan;
  readonly signal: AbortSignal;
  /** The request with these credentials; called again when they were replaced. */
  readonly build: (context: RequestContext) => HttpRequest | Promise<HttpRequest>;
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
}

/** What was sent, and what came back. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

interface HeldToken {
  readonly scheme: string;
  readonly source: TokenSource;
  readonly value: string;
}

/** Authorizes calls. */
export class UpstreamCredentials {
  /** What was configured. */
  readonly settings: CredentialSettings;
  readonly #context: RequestContext;
  readonly #tls: TlsSettings;
  readonly #parts: UpstreamCredentialsParts;
  readonly #timeoutMs: number;
  readonly #origins = new Set<string>();
  #desk: Promise<TokenDesk> | undefined;

  /** Reads credentials and files. Throws `configuration_invalid` that names everything that is wrong with them. */
  constructor(options: CredentialOptions, parts: UpstreamCredentialsParts) {
    this.settings = readCredentials(options.credentials);
    const files = readTlsFiles(options);
    const faults = [...this.settings.faults, ...files.faults];
    if (faults.length > 0) throw refusal(faults);
    this.#tls = files.tls;
    this.#parts = parts;
    this.#timeoutMs = options.timeout;
    this.#context = {
      headers: options.headers,
      credentials: this.settings.values,
      clientCertificate: files.tls.cert !== undefined,
      ...(options.auth === undefined ? {} : { authToken: options.auth }),
    };
    parts.redaction.add(configuredSecrets(options, this.settings));
  }

  /** How connections to the upstream are opened; the certificate is shown to origins of the document only, wherever a redirect leads. */
  get tls(): TlsSettings {
    return { ...this.#tls, showTo: (origin) => this.#origins.has(origin) };
  }

  /**
   * Sends a call with the credentials of the first alternative that is satisfied. When the API answers 401 to a token that was fetched, one new token is fetched and the call is sent
   * once more: a call that was not authorized was not carried out. An answer that tells of a failure comes without our secrets, and says which credential is missing if none could be
   * sent. Throws `UpstreamFailure` when there is no token, and what `build` and `send` throw.
   */
  async exchange(call: UnauthorizedCall): Promise<Exchange> {
    const { baseUrl, security } = call.plan.request;
    if (this.#tls.cert !== undefined && baseUrl !== undefined) this.#origins.add(new URL(baseUrl).origin);
    const { request, response } = await this.#authorized(call).catch((error: unknown) => {
      throw missingCertificate(security ?? [], this.#tls, error) ?? error;
    });
    if (response.status < 400) return { request, response };
    const chosen = await this.#choose(security ?? []);
    const note = chosen.length === 0 ? missingCredential(security ?? [], { request, response }) : undefined;
    const notes = [...(response.notes ?? []), ...(note === undefined ? [] : [note])];
    const body = this.#parts.redaction.redactBytes(response.body);
    return { request, response: { ...response, body, ...(notes.length === 0 ? {} : { notes }) } };
  }

  /** Cuts connections to authorities. */
  async close(): Promise<void> {
    await (await this.#desk)?.close();
  }

  async #authorized(call: UnauthorizedCall): Promise<Exchange> {
    const tokens = await unlessAborted(this.#tokensFor(call.plan), call.signal);
    const first = await this.#send(call, tokens);
    if (first.response.status !== 401 || tokens.length === 0) return first;
    const fresh = await unlessAborted(Promise.all(tokens.map(replaced)), call.signal);
    if (fresh.every((token, index) => token.value === tokens[index]?.value)) return first;
    const second = await this.#send(call, fresh);
    for (const { source, value } of fresh) source.judged(value, second.response.status !== 401);
    return second;
  }

  async #send(call: UnauthorizedCall, tokens: readonly HeldToken[]): Promise<Exchange> {
    const fetched = tokens.map(({ scheme, value }) => [scheme, value] as const);
    const context =
      fetched.length === 0
        ? this.#context
        : { ...this.#context, credentials: { ...this.settings.values, ...Object.fromEntries(fetched) } };
    const request = await call.build(context);
    return { request, response: await call.send(request) };
  }

  /** The tokens of the alternative that is going to be chosen; none where nothing is fetched. */
  async #tokensFor({ request: { security } }: ToolPlan): Promise<readonly HeldToken[]> {
    const { clients } = this.settings;
    if (!security?.flat().some((scheme) => takesTokens(scheme, clients.get(scheme.scheme)))) return [];
    const chosen = await this.#choose(security);
    return Promise.all(
      chosen.flatMap((scheme) => {
        const client = clients.get(scheme.scheme);
        return client !== undefined && takesTokens(scheme, client) ? [this.#hold(scheme, client)] : [];
      }),
    );
  }

  /** The schemes a request is sent with. Which they are does not depend on the tokens, so their names stand for them. */
  async #choose(security: SecurityAlternatives): Promise<readonly SecurityScheme[]> {
    const { chooseSecurity } = await import('@mcpm/openapi');
    const { clients, values } = this.settings;
    const tokens = security.flat().filter((scheme) => takesTokens(scheme, clients.get(scheme.scheme)));
    const promised = Object.fromEntries(tokens.map(({ scheme }) => [scheme, `the token of ${scheme}`]));
    return chooseSecurity(security, { ...this.#context, credentials: { ...values, ...promised } });
  }

  async #hold(scheme: TokenScheme, client: OAuthClient): Promise<HeldToken> {
    this.#desk ??= import('./token-desk.ts').then(
      ({ TokenDesk }) => new TokenDesk({ ...this.#parts, tls: this.#tls, timeoutMs: this.#timeoutMs }),
    );
    const source = (await this.#desk).source(scheme, client);
    return { scheme: scheme.scheme, source, value: await source.token() };
  }
}

async function replaced(token: HeldToken): Promise<HeldToken> {
  return { ...token, value: (await token.source.replace(token.value)) ?? token.value };
}

function refusal(faults: McpmError['faults']): McpmError {
  const detail = faults.map(({ pointer, message }) => `${pointer} ${message}`).join('\n');
  return new McpmError('configuration_invalid', detail, { faults });
}
