// Owns undici: the pool of connections to upstreams. Loaded with the first call, because it is large.
import { getCACertificates } from 'node:tls';
import { DialRules } from '@mcpm/openapi';
import { Agent, buildConnector, EnvHttpProxyAgent, type Dispatcher } from 'undici';
import { dialPolicy } from './dial/dial-policy.ts';
import type { DialSettings } from './dial/dial-settings.ts';
import { guardedConnector } from './dial/guarded-connector.ts';
import { IncomingAnswer } from './incoming-answer.ts';
import { KnownOrigins } from './known-origins.ts';

/** How TLS connections are opened; all texts are PEM. */
export interface TlsSettings {
  /** The certificate shown to whoever asks for one, and its key. */
  readonly cert?: string;
  readonly key?: string;
  /** Certificates that are trusted beside those of Node. */
  readonly ca?: string;
}

/** How connections are opened. */
export interface ConnectionSettings {
  readonly tls?: TlsSettings;
  /** Default: public addresses and those of this machine, no proxies. */
  readonly dial?: DialSettings;
  /** A Unix socket at which requests of our own are answered. */
  readonly unixSocket?: string | undefined;
  /** Whether any certificate will do for requests of our own. Default: no. */
  readonly insecure?: boolean;
}

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  /** Milliseconds until the answer begins. Default: without end. */
  readonly headersTimeoutMs?: number | undefined;
}

/** A request whose answer is read as a stream. */
export interface StreamedRequest extends WireRequest {
  readonly signal: AbortSignal;
  /** It goes where it was meant to go, not where an answer led: the client certificate, the Unix socket and the trust in any certificate are for such requests. */
  readonly own: boolean;
}

/** What a document may lead to by itself, where nobody said more. */
const NOTHING_NAMED = { named: [], namedHosts: [], opened: [], localDocument: true };

/** Connections that are kept alive. */
export class HttpConnections {
  /** Where connections may go. */
  readonly rules: DialRules;
  /** The proxies that requests may go through, for people. */
  readonly proxies: string | undefined;
  /** Which origin a URL belongs to. */
  readonly origins = new KnownOrigins();
  readonly #own: Dispatcher;
  readonly #foreign: Dispatcher;
  readonly #proxied: { readonly own: boolean; readonly foreign: boolean };

  /** The phases after connecting have no bounds of their own, because the deadline of a call bounds them all. */
  constructor({ tls = {}, dial, unixSocket, insecure = false }: ConnectionSettings = {}) {
    this.rules = new DialRules(dial === undefined ? NOTHING_NAMED : dialPolicy(dial));
    const trust = tls.ca === undefined ? {} : { ca: [...getCACertificates('default'), tls.ca] };
    const certificate = tls.cert === undefined || tls.key === undefined ? {} : { cert: tls.cert, key: tls.key };
    const careless = insecure ? { rejectUnauthorized: false } : {};
    const socket = unixSocket === undefined ? {} : { socketPath: unixSocket };
    const special = { ...certificate, ...careless, ...socket };
    this.#foreign = this.#dispatcher(trust, dial);
    this.#own =
      Object.keys(special).length === 0
        ? this.#foreign
        : this.#dispatcher({ ...trust, ...special }, dial, unixSocket !== undefined);
    this.proxies = dial?.proxies?.told;
    const proxied = this.proxies !== undefined;
    this.#proxied = { own: proxied && unixSocket === undefined, foreign: proxied };
  }

  /**
   * Sends a request to an absolute URL, its path and query exactly as they are: the URL parser would write some characters in another way. Rejects with `DialRefusal` where the URL
   * leads to an address that may not be dialed.
   */
  async request(url: string, { signal, own, ...wire }: StreamedRequest): Promise<Dispatcher.ResponseData> {
    return this.dispatcher(url, own).request({ ...this.#options(url, wire), signal });
  }

  /** What sends requests to that URL; `own` as in a `StreamedRequest`. Throws `DialRefusal` where a proxy would be asked for a host that may not be dialed. */
  dispatcher(url: string, own: boolean): Dispatcher {
    if (own ? this.#proxied.own : this.#proxied.foreign) {
      const refusal = this.rules.refusalOfName(new URL(url));
      if (refusal !== undefined) throw refusal;
    }
    return own ? this.#own : this.#foreign;
  }

  /** Sends a request as `request` does, by what `dispatcher` returned or something around it, and makes no stream of its answer. */
  dispatch(dispatcher: Dispatcher, url: string, wire: WireRequest): IncomingAnswer {
    const answer = new IncomingAnswer();
    dispatcher.dispatch(this.#options(url, wire), answer);
    return answer;
  }

  /** Cuts all connections. */
  async close(): Promise<void> {
    await Promise.all([this.#own.destroy(), this.#own === this.#foreign ? undefined : this.#foreign.destroy()]);
  }

  #options(url: string, { method, headers, body, headersTimeoutMs = 0 }: WireRequest): Dispatcher.DispatchOptions {
    const { origin, path } = this.origins.split(url);
    return { origin, path, method, headers, body: body ?? null, headersTimeout: headersTimeoutMs, bodyTimeout: 0 };
  }

  #dispatcher(options: buildConnector.BuildOptions, dial: DialSettings | undefined, direct = false): Dispatcher {
    const timeout = dial?.options.connectTimeout ?? 0;
    const lookup = dial?.lookup;
    const parts = { rules: this.rules, options: { ...options, timeout }, ...(lookup && { lookup }) };
    // What a socket file leads to is not looked up.
    const connect = direct ? buildConnector({ ...options, timeout }) : guardedConnector(parts);
    const agent = { keepAliveTimeout: 30_000, headersTimeout: 0, bodyTimeout: 0, connect };
    if (dial?.proxies === undefined || direct) return new Agent(agent);
    const { http, https, except } = dial.proxies;
    return new EnvHttpProxyAgent({
      ...agent,
      connectTimeout: timeout,
      httpProxy: http,
      httpsProxy: https,
      noProxy: except,
      requestTls: options,
      proxyTls: trustOf(options),
    });
  }
}

/** The proxy is trusted by the same certificates, and shown none. */
function trustOf(options: buildConnector.BuildOptions): buildConnector.BuildOptions {
  return 'ca' in options && options.ca !== undefined ? { ca: options.ca } : {};
}
