// Owns the connections to the upstream, and what a call over them may cost.
import type { HttpRequest, HttpResponse } from '@mcpm/openapi';
import type { CallContext } from '../call/call-context.ts';
import { systemClock, type Clock } from '../runtime/clock.ts';
import type { ResponseCache } from './cache/response-cache.ts';
import type { Deadline } from './deadline.ts';
import type { DialSettings } from './dial/dial-settings.ts';
import type { exchange } from './exchange.ts';
import type { HttpConnections, TlsSettings } from './http-connections.ts';
import type { HostDesk } from './policy/host-desk.ts';

/** Bounds of one call, and how connections are opened. */
export interface UpstreamLimits {
  /** Milliseconds for everything: waiting for its turn, connecting, redirects, the whole body. */
  readonly timeoutMs: number;
  /** Milliseconds until an answer begins. Default: as long as the call may take. */
  readonly firstByteTimeoutMs?: number | undefined;
  /** Bytes kept of an answer; the rest is cut and marked. */
  readonly maxResponseBytes: number;
  /** Repetitions of a request that failed, where it may be repeated. Default 0. */
  readonly retries?: number;
  /** Requests to one host at a time. Default 256. */
  readonly hostConcurrency?: number;
  /** Failures in a row after which a host is left alone. Default 0: never. */
  readonly circuitFailures?: number;
  /** Whether answers are kept as they allow, apart for each caller and credential. Default: no. */
  readonly responseCache?: boolean;
  /** Asked before the first connection is opened. */
  readonly tls?: () => TlsSettings | Promise<TlsSettings>;
  /** Where connections may go, and through which proxy. Default: public addresses and this machine, none. */
  readonly dial?: DialSettings;
  /** A Unix socket at which the upstream listens. */
  readonly unixSocket?: string | undefined;
  /** Whether any certificate of the upstream will do. Default: no. */
  readonly insecure?: boolean;
  /** Told when connections begin whose certificates are not checked. */
  readonly onInsecure?: () => void;
  /** Whether a text holds a credential of this process; such a URL is not asked at another origin. */
  readonly holdsSecret?: (text: string) => boolean;
}

/** Time and chance. */
export interface UpstreamSurroundings {
  readonly clock: Clock;
  /** Milliseconds since the epoch. */
  readonly date: () => number;
  /** At least 0, less than 1. */
  readonly random: () => number;
}

interface Loaded {
  readonly connections: HttpConnections;
  readonly hosts: HostDesk;
  readonly cache: ResponseCache | undefined;
  readonly exchange: typeof exchange;
  readonly Deadline: typeof Deadline;
}

/** Sends requests over connections that are kept alive. Nothing is loaded or opened before the first call. */
export class UpstreamClient {
  readonly #limits: UpstreamLimits;
  readonly #surroundings: UpstreamSurroundings;
  #loading: Promise<Loaded> | undefined;
  #loaded: Loaded | undefined;

  constructor(
    limits: UpstreamLimits,
    surroundings: UpstreamSurroundings = { clock: systemClock, date: Date.now, random: Math.random },
  ) {
    this.#limits = limits;
    this.#surroundings = surroundings;
  }

  /**
   * Sends one request, following redirects as `planRedirect` allows and repeating it as `planRetry` does. A sequence (event stream, JSON lines) that breaks off or does not end in time
   * is an answer, cut where it was. Throws `UpstreamFailure`, or the reason of `signal` when it was aborted.
   */
  async send(request: HttpRequest, context: CallContext): Promise<HttpResponse> {
    const { timeoutMs, firstByteTimeoutMs, maxResponseBytes, retries = 0, holdsSecret } = this.#limits;
    const { connections, hosts, cache, exchange: send, Deadline } = this.#loaded ?? (await this.#load());
    const { clock, date, random } = this.#surroundings;
    using deadline = new Deadline({ timeoutMs, clock, wanted: context.signal });
    return await send(request, {
      connections,
      hosts,
      cache,
      context,
      deadline,
      retries,
      firstByteTimeoutMs,
      maxResponseBytes,
      random,
      date,
      holdsSecret,
    });
  }

  /** Cuts all connections. */
  async close(): Promise<void> {
    // What could not be opened needs no closing; whoever called was told.
    const loaded = await this.#loading?.catch(() => undefined);
    await loaded?.connections.close();
  }

  #load(): Promise<Loaded> {
    this.#loading ??= this.#open();
    return this.#loading;
  }

  async #open(): Promise<Loaded> {
    const { tls, dial, unixSocket, insecure, hostConcurrency, circuitFailures, responseCache } = this.#limits;
    const [{ HttpConnections: Connections }, { exchange: send }, { HostDesk: Desk }, { Deadline }, trust, cache] =
      await Promise.all([
        import('./http-connections.ts'),
        import('./exchange.ts'),
        import('./policy/host-desk.ts'),
        import('./deadline.ts'),
        tls?.(),
        responseCache === true ? import('./cache/response-cache.ts') : undefined,
      ]);
    const settings = {
      ...(trust && { tls: trust }),
      ...(dial && { dial }),
      ...(insecure !== undefined && { insecure }),
      unixSocket,
    };
    if (insecure === true) this.#limits.onInsecure?.();
    this.#loaded = {
      connections: new Connections(settings),
      hosts: new Desk(
        { concurrency: hostConcurrency ?? 256, circuitFailures: circuitFailures ?? 0 },
        this.#surroundings.clock,
      ),
      cache: cache && new cache.ResponseCache(),
      exchange: send,
      Deadline,
    };
    return this.#loaded;
  }
}
