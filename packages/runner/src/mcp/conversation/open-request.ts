// Owns one request of a conversation while the short path answers it.
import type { Caller } from '../../call/caller.ts';
import type { TraceContext } from '../../call/trace-context.ts';
import type { ClientWishes } from '../methods/client-wishes.ts';
import type { OpenRequests } from './open-requests.ts';
import type { Outlet } from '../message/outlet.ts';
import type { Origin } from '../methods/server-methods.ts';
import type { Exchange } from './exchange.ts';
import type { ShortAnswer } from './short-path.ts';
import type { RequestId } from '../message/wire-message.ts';

/** Where a request came from and where its answer goes. */
interface OpenRequestParts {
  readonly origin: Origin;
  readonly era: Exchange['era'];
  readonly revision: string | undefined;
  readonly outlet: Outlet;
  readonly requests: OpenRequests;
  readonly wishes: ClientWishes;
}

/** A request under way; it can be cancelled from the moment its signal is asked for. */
export class OpenRequest implements Exchange {
  readonly #id: RequestId;
  readonly #parts: OpenRequestParts;
  #controller: AbortController | undefined;

  constructor(id: RequestId, parts: OpenRequestParts) {
    this.#id = id;
    this.#parts = parts;
  }

  get era(): Exchange['era'] {
    return this.#parts.era;
  }

  get revision(): string | undefined {
    return this.#parts.revision;
  }

  get wishes(): ClientWishes {
    return this.#parts.wishes;
  }

  get caller(): Caller {
    return this.#parts.origin.caller;
  }

  get trace(): TraceContext | undefined {
    return this.#parts.origin.trace;
  }

  get signal(): AbortSignal {
    this.#controller ??= this.#parts.requests.open(this.#id);
    return this.#controller.signal;
  }

  notify(json: string): Promise<void> | undefined {
    if (this.#controller?.signal.aborted) return undefined;
    const { outlet } = this.#parts;
    outlet.send(json, { kind: 'notification', relatedTo: this.#id });
    return outlet.taken?.();
  }

  /** Sends the answer when it is there, unless the request was cancelled; `onBug` is told where there never will be one. */
  answer(answer: ShortAnswer, onBug: (error: unknown) => void): void {
    if (typeof answer === 'string') this.#send(answer);
    else answer.then((json) => this.#send(json)).catch(onBug);
  }

  #send(json: string): void {
    const controller = this.#controller;
    if (controller !== undefined) {
      if (controller.signal.aborted) return;
      this.#parts.requests.done(this.#id, controller);
    }
    this.#parts.outlet.send(json, { kind: 'response', relatedTo: this.#id });
  }
}
