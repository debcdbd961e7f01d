// Owns how requests of the modern era are answered: the plain ones at once, all others by the SDK.
import { shortAnswer } from '../conversation/short-path.ts';
import type { JsonRpcRequest } from '../message/wire-message.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import { ModernExchange } from './modern-exchange.ts';
import type { SdkHandler } from './sdk-handler.ts';
import type { Visit } from './visit.ts';

/** Answers requests, each by itself. */
export class ModernDoor {
  readonly #parts: ServerParts;
  readonly #sdk: SdkHandler;
  readonly #open = new Set<ModernExchange>();

  /** @param sdk answers what is not plain. */
  constructor(parts: ServerParts, sdk: SdkHandler) {
    this.#parts = parts;
    this.#sdk = sdk;
  }

  /** Requests being answered. */
  get size(): number {
    return this.#open.size;
  }

  /** Answers a request whose headers fit. */
  async post(message: JsonRpcRequest, visit: Visit): Promise<void> {
    const exchange = new ModernExchange(visit, this.#parts.log);
    const answer = shortAnswer(this.#parts, message, exchange);
    if (answer === undefined) return this.#sdk.answer(visit, message);
    if (typeof answer === 'string') return exchange.finish(answer);
    exchange.wait();
    this.#open.add(exchange);
    exchange.finish(await answer);
    this.#open.delete(exchange);
  }

  /** Cuts what is not answered yet. */
  close(): void {
    for (const exchange of this.#open) exchange.cut();
  }
}
