// Owns what is known of each upstream host: how many requests run there, and whether it is left alone.
import type { Clock } from '../../runtime/clock.ts';
import { CLOSED, failed, mayPass, passed, passedOver, type Circuit } from './circuit.ts';
import { ConcurrencyLimit } from './concurrency-limit.ts';

/** What hosts are treated by. */
export interface HostLimits {
  /** Requests to one host at a time. */
  readonly concurrency: number;
  /** Failures in a row after which a host is left alone; 0: never. */
  readonly circuitFailures: number;
}

/** Why a request is not sent: the host is left alone. */
export interface LeftAlone {
  readonly failures: number;
  readonly reason: string;
  /** Milliseconds since it is left alone, and until the next trial; 0 while one is under way. */
  readonly sinceMs: number;
  readonly nextTrialMs: number;
}

/** Hosts that are remembered; redirects may lead to any number of them. */
const MAX_HOSTS = 256;

/** Every host, by origin. */
export class HostDesk {
  readonly #limits: HostLimits;
  readonly #clock: Clock;
  readonly #hosts = new Map<string, UpstreamHost>();

  constructor(limits: HostLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** The host of an origin. */
  host(origin: string): UpstreamHost {
    const known = this.#hosts.get(origin);
    if (known !== undefined) return known;
    if (this.#hosts.size >= MAX_HOSTS) this.#forget();
    const made = new UpstreamHost(this.#limits, this.#clock);
    this.#hosts.set(origin, made);
    return made;
  }

  #forget(): void {
    for (const [origin, host] of this.#hosts) if (host.isIdle) this.#hosts.delete(origin);
  }
}

/** One host. Whoever was let in tells how it went, once, and leaves, once. */
export class UpstreamHost {
  readonly #limits: HostLimits;
  readonly #clock: Clock;
  readonly #limit: ConcurrencyLimit;
  #circuit: Circuit = CLOSED;

  constructor(limits: HostLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#limit = new ConcurrencyLimit(limits.concurrency);
  }

  /** Nothing runs here, and nothing bad is known that would be lost. */
  get isIdle(): boolean {
    return this.#limit.load === 0 && this.#circuit.kind === 'closed';
  }

  /** Lets a request in, at once if there is room; `undefined`, or why the host is left alone. Rejects with the reason of the signal, which is asked for only where it has to wait. */
  enter(wanted: { readonly signal: AbortSignal }): LeftAlone | undefined | Promise<LeftAlone | undefined> {
    const alone = this.leftAlone();
    if (alone !== undefined) return alone;
    return this.#limit.enter() ? this.#pass() : this.#wait(wanted.signal);
  }

  /** Why the host is left alone now, if it is. */
  leftAlone(): LeftAlone | undefined {
    const circuit = this.#circuit;
    const now = this.#clock.now();
    if (circuit.kind === 'closed' || mayPass(circuit, now)) return undefined;
    const { failures, reason, since, until, trying } = circuit;
    return { failures, reason, sinceMs: now - since, nextTrialMs: trying ? 0 : until - now };
  }

  /** It answered. */
  answered(): void {
    if (this.#circuit !== CLOSED) this.#circuit = CLOSED;
  }

  /** It failed, for a reason in a few words. */
  failed(reason: string): void {
    const failure = { at: this.#clock.now(), reason, threshold: this.#limits.circuitFailures };
    this.#circuit = failed(this.#circuit, failure);
  }

  /** The request says nothing of the host. */
  passedOver(): void {
    this.#circuit = passedOver(this.#circuit);
  }

  /** A request is done. */
  leave(): void {
    this.#limit.leave();
  }

  async #wait(signal: AbortSignal): Promise<LeftAlone | undefined> {
    await this.#limit.wait(signal);
    return this.#pass();
  }

  /** The circuit may have opened while the request waited. */
  #pass(): LeftAlone | undefined {
    const alone = this.leftAlone();
    if (alone === undefined) this.#circuit = passed(this.#circuit);
    else this.#limit.leave();
    return alone;
  }
}
