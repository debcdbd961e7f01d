// Owns a client that writes down what it is sent.
import type { Outlet } from '../../../src/mcp/message/outlet.ts';
import { isObject, isRequestId, type RequestId } from '../../../src/mcp/message/wire-message.ts';

/** A message as it came. */
export type Received = Readonly<Record<string, unknown>>;

/** An outlet whose messages are kept. */
export class RecordedClient implements Outlet {
  readonly messages: Received[] = [];
  readonly #awaited = new Map<RequestId, (answer: Received) => void>();

  send(json: string): void {
    const message: unknown = JSON.parse(json);
    if (!isObject(message)) throw new Error(`This is no message: ${json}`);
    this.messages.push(message);
    const { id } = message;
    if (isRequestId(id)) this.#awaited.get(id)?.(message);
  }

  /** The answer to a request, once it is there. */
  answer(id: RequestId): Promise<Received> {
    const { promise, resolve } = Promise.withResolvers<Received>();
    const found = this.messages.find((message) => message['id'] === id);
    if (found === undefined) this.#awaited.set(id, resolve);
    else resolve(found);
    return promise;
  }
}
