// Owns undici: the pool of connections to upstreams. Loaded with the first call, because it is large.
import { getCACertificates } from 'node:tls';
import { Agent, buildConnector, type Dispatcher } from 'undici';

/** How TLS connections are opened; all texts are PEM. */
export interface TlsSettings {
  /** The certificate shown to whoever asks for one, and its key. */
  readonly cert?: string;
  readonly key?: string;
  /** Certificates that are trusted beside those of Node. */
  readonly ca?: string;
  /** Whether the certificate may be shown to an origin (`https://host:port`). Default: to every one. */
  readonly showTo?: (origin: string) => boolean;
}

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal;
}

/** Connections that are kept alive. */
export class HttpConnections {
  readonly #agent: Agent;

  /** Its phases have no bounds of their own, because the deadline of a call bounds them all. */
  constructor(tls: TlsSettings = {}) {
    this.#agent = new Agent({ keepAliveTimeout: 30_000, headersTimeout: 0, bodyTimeout: 0, connect: connector(tls) });
  }

  /** Sends a request to an absolute URL, its path and query exactly as they are: the URL parser would write some characters in another way. */
  request(url: string, { method, headers, body, signal }: WireRequest): Promise<Dispatcher.ResponseData> {
    const { origin } = new URL(url);
    const [path = ''] = url.slice(origin.length).split('#', 1);
    return this.#agent.request({
      origin,
      path: path.startsWith('/') ? path : `/${path}`,
      method,
      headers,
      body: body ?? null,
      signal,
    });
  }

  /** Cuts all connections. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

function connector({ cert, key, ca, showTo }: TlsSettings): buildConnector.connector | buildConnector.BuildOptions {
  const trust = ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] };
  if (cert === undefined || key === undefined) return { timeout: 0, ...trust };
  const named = buildConnector({ timeout: 0, ...trust, cert, key });
  const nameless = buildConnector({ timeout: 0, ...trust });
  return (options, done) => {
    const { origin } = new URL(`${options.protocol}//${options.host ?? options.hostname}`);
    (showTo === undefined || showTo(origin) ? named : nameless)(options, done);
  };
}
