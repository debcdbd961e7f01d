// Owns the connections to the upstream, and what a call over them may cost.
import type { HttpRequest, HttpResponse } from '@mcpm/openapi';
import type { exchange } from './exchange.ts';
import type { HttpConnections, TlsSettings } from './http-connections.ts';
import type { SendContext } from './send-context.ts';

/** Bounds of one call, and how connections are opened. */
export interface UpstreamLimits {
  /** Milliseconds for everything: connecting, redirects, the whole body. */
  readonly timeoutMs: number;
  /** Bytes kept of an answer; the rest is cut and marked. */
  readonly maxResponseBytes: number;
  /** Asked before the first connection is opened. */
  readonly tls?: () => TlsSettings | Promise<TlsSettings>;
  /** Whether a text holds a credential of this process; such a URL is not asked at another origin. */
  readonly holdsSecret?: (text: string) => boolean;
}

interface Loaded {
  readonly connections: HttpConnections;
  readonly exchange: typeof exchange;
}

/** Sends requests over connections that are kept alive. Nothing is loaded or opened before the first call. */
export class UpstreamClient {
  readonly #limits: UpstreamLimits;
  #loaded: Promise<Loaded> | undefined;

  constructor(limits: UpstreamLimits) {
    this.#limits = limits;
  }

  /**
   * Sends one request, following redirects as `planRedirect` allows. A sequence (event stream, JSON lines) that breaks off or does not end in time is an answer, cut where it was.
   * Throws `UpstreamFailure`, or the reason of `signal` when it was aborted.
   */
  async send(request: HttpRequest, context: SendContext): Promise<HttpResponse> {
    const deadline = new AbortController();
    // Not `AbortSignal.timeout`: that would keep what belongs to a call until its time is over.
    const timer = setTimeout(() => deadline.abort(), this.#limits.timeoutMs);
    try {
      const { connections, exchange: send } = await this.#load();
      return await send(request, { ...this.#limits, connections, context, deadline: deadline.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Cuts all connections. */
  async close(): Promise<void> {
    // What could not be opened needs no closing; whoever called was told.
    const loaded = await this.#loaded?.catch(() => undefined);
    await loaded?.connections.close();
  }

  #load(): Promise<Loaded> {
    this.#loaded ??= this.#open();
    return this.#loaded;
  }

  async #open(): Promise<Loaded> {
    const [{ HttpConnections: Connections }, { exchange: send }, tls] = await Promise.all([
      import('./http-connections.ts'),
      import('./exchange.ts'),
      this.#limits.tls?.(),
    ]);
    return { connections: new Connections(tls), exchange: send };
  }
}
