// Owns what each request of an upstream is authorized with: fixed values, tokens that are fetched, a client certificate.
import { McpmError, type RunnerOptions } from '@mcpm/domain';
import type { HttpRequest, HttpResponse, RequestContext, ToolPlan } from '@mcpm/openapi';
import type { Caller } from '../call/caller.ts';
import type { TlsSettings } from '../upstream/http-connections.ts';
import { CallTokens, replaced, type CredentialParts, type HeldToken } from './call-tokens.ts';
import { callerSecrets, sentToken } from './caller-secrets.ts';
import { configuredSecrets } from './configured-secrets.ts';
import { missingCertificate, missingCredential } from './missing-credential.ts';
import { readCredentials, type CredentialSettings } from './read-credentials.ts';
import { readExchange, type ExchangeClient } from './read-exchange.ts';
import { readTlsFiles } from './tls-files.ts';
import { unlessAborted } from './unless-aborted.ts';

/** The options that are about credentials. */
export type CredentialOptions = Pick<
  RunnerOptions,
  | 'auth'
  | 'headers'
  | 'documentHeaders'
  | 'credentials'
  | 'requireToken'
  | 'tokenExchange'
  | 'clientCert'
  | 'clientKey'
  | 'ca'
  | 'timeout'
>;

/** One call that wants to be authorized. */
export interface UnauthorizedCall {
  readonly plan: ToolPlan;
  readonly signal: AbortSignal;
  /** Whose call it is. */
  readonly caller: Caller;
  /** The request with these credentials; called again when they were replaced. */
  readonly build: (context: RequestContext) => HttpRequest | Promise<HttpRequest>;
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
}

/** What was sent, and what came back. */
export interface Exchange {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** What the options say. */
interface ReadSettings {
  readonly settings: CredentialSettings;
  readonly tls: TlsSettings;
  readonly exchanging: ExchangeClient | undefined;
}

const NO_TOKENS: readonly HeldToken[] = [];

/** Authorizes calls. */
export class UpstreamCredentials {
  /** What was configured. */
  readonly settings: CredentialSettings;
  /** How connections to the upstream are opened. */
  readonly tls: TlsSettings;
  readonly #tokens: CallTokens;
  readonly #redaction: CredentialParts['redaction'];

  /** Reads credentials and files. Throws `configuration_invalid` that names everything that is wrong with them. */
  static async open(options: CredentialOptions, parts: CredentialParts): Promise<UpstreamCredentials> {
    const settings = await readCredentials(options.credentials);
    const files = readTlsFiles(options);
    const exchange = await readExchange(options.tokenExchange);
    const faults = [...settings.faults, ...files.faults, ...(exchange.fault ? [exchange.fault] : [])];
    if (faults.length > 0) throw refusal(faults);
    return new UpstreamCredentials(options, { settings, tls: files.tls, exchanging: exchange.client }, parts);
  }

  private constructor(options: CredentialOptions, { settings, tls, exchanging }: ReadSettings, parts: CredentialParts) {
    this.settings = settings;
    this.tls = tls;
    this.#redaction = parts.redaction;
    const context = {
      headers: options.headers,
      credentials: settings.values,
      clientCertificate: tls.cert !== undefined,
      ...(options.auth === undefined ? {} : { authToken: options.auth }),
    };
    this.#tokens = new CallTokens({ ...parts, settings, context, tls, timeoutMs: options.timeout, exchanging });
    parts.redaction.add(configuredSecrets(options, settings, exchanging));
  }

  /**
   * Sends a call with the credentials of the first alternative that is satisfied. When the API answers 401 to a token that was fetched, one new token is fetched and the call is sent
   * once more: a call that was not authorized was not carried out. An answer that tells of a failure comes without our secrets, and says which credential is missing if none could be
   * sent. Throws `UpstreamFailure` when there is no token, and what `build` and `send` throw.
   */
  async exchange(call: UnauthorizedCall): Promise<Exchange> {
    let exchanged: Exchange;
    try {
      exchanged = await (this.#tokens.areFetched ? this.#authorized(call) : this.#send(call, NO_TOKENS));
    } catch (error) {
      throw missingCertificate(call.plan.request.security ?? [], this.tls, error) ?? error;
    }
    return exchanged.response.status < 400 ? exchanged : this.#explained(call, exchanged);
  }

  /** Cuts connections to authorities. */
  async close(): Promise<void> {
    await this.#tokens.close();
  }

  /** An answer that tells of a failure, without secrets, and with the credential that is missing. */
  async #explained(call: UnauthorizedCall, { request, response }: Exchange): Promise<Exchange> {
    const { security } = call.plan.request;
    const chosen = await this.#tokens.choose(security ?? []);
    const note = chosen.length === 0 ? missingCredential(security ?? [], { request, response }) : undefined;
    const notes = [...(response.notes ?? []), ...(note === undefined ? [] : [note])];
    // What only this call carried is not among the secrets of the process.
    const own = [...callerSecrets(call.caller), ...sentToken(request)];
    const body = this.#redaction.redactBytes(response.body, own);
    return { request, response: { ...response, body, ...(notes.length === 0 ? {} : { notes }) } };
  }

  async #authorized(call: UnauthorizedCall): Promise<Exchange> {
    const tokens = await unlessAborted(this.#tokens.of(call.plan, call.caller), call.signal);
    const first = await this.#send(call, tokens);
    if (first.response.status !== 401 || tokens.length === 0) return first;
    const fresh = await unlessAborted(Promise.all(tokens.map(replaced)), call.signal);
    if (fresh.every((token, index) => token.value === tokens[index]?.value)) return first;
    const second = await this.#send(call, fresh);
    for (const { source, value } of fresh) source.judged(value, second.response.status !== 401);
    return second;
  }

  async #send(call: UnauthorizedCall, tokens: readonly HeldToken[]): Promise<Exchange> {
    const built = call.build(this.#tokens.contextWith(tokens));
    const request = built instanceof Promise ? await built : built;
    return { request, response: await call.send(request) };
  }
}

function refusal(faults: McpmError['faults']): McpmError {
  const detail = faults.map(({ pointer, message }) => `${pointer} ${message}`).join('\n');
  return new McpmError('configuration_invalid', detail, { faults });
}
