// Owns one of the SDK's servers as seen by a conversation: a transport that hands messages in and takes answers out.
import type { JSONRPCMessage, Transport, TransportSendOptions } from '@modelcontextprotocol/server';
import type { AboutMessage, Outlet } from '../message/outlet.ts';
import { isRequestId, type RequestId } from '../message/wire-message.ts';

/** The SDK's transport to one outlet. */
export class SdkChannel implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport['onmessage'];
  readonly #outlet: Outlet;
  readonly #waiting = new Map<RequestId, (message: JSONRPCMessage | undefined) => void>();
  readonly #silent = new Set<RequestId>();
  #closed = false;

  constructor(outlet: Outlet) {
    this.#outlet = outlet;
  }

  async start(): Promise<void> {
    // It is open from the beginning.
  }

  /** Hands in one message of the client. */
  deliver(message: JSONRPCMessage): void {
    if (!this.#closed) this.onmessage?.(message);
  }

  /** Hands in a request and resolves with its answer, `undefined` when it is given up; `silent` keeps the answer from the client. */
  ask(id: RequestId, request: JSONRPCMessage, silent = false): Promise<JSONRPCMessage | undefined> {
    const { promise, resolve } = Promise.withResolvers<JSONRPCMessage | undefined>();
    // Of two open requests with the same id, which are not allowed, the SDK knows the newer one only.
    this.#waiting.get(id)?.(undefined);
    this.#waiting.set(id, resolve);
    if (silent) this.#silent.add(id);
    this.deliver(request);
    return promise;
  }

  /** Hands in the cancellation of a request, which may never be answered then. */
  cancel(id: RequestId, notification: JSONRPCMessage): void {
    this.deliver(notification);
    this.#waiting.get(id)?.(undefined);
    this.#waiting.delete(id);
  }

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    if (this.#closed) throw new Error('The conversation is over');
    const about = aboutOf(message, options);
    if (about.kind !== 'response' || about.relatedTo === undefined) return this.#write(message, about);
    const { relatedTo } = about;
    if (!this.#silent.delete(relatedTo)) this.#outlet.send(JSON.stringify(message), about);
    this.#waiting.get(relatedTo)?.(message);
    this.#waiting.delete(relatedTo);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const giveUp of this.#waiting.values()) giveUp(undefined);
    this.onclose?.();
  }

  /** Resolves when the client has taken it, so that progress is not piled up. */
  async #write(message: JSONRPCMessage, about: AboutMessage): Promise<void> {
    this.#outlet.send(JSON.stringify(message), about);
    await this.#outlet.taken?.();
  }
}

function aboutOf(message: JSONRPCMessage, options: TransportSendOptions | undefined): AboutMessage {
  if (!('method' in message)) {
    return { kind: 'response', ...(isRequestId(message.id) && { relatedTo: message.id }) };
  }
  const related = options?.relatedRequestId;
  return { kind: 'id' in message ? 'request' : 'notification', ...(related !== undefined && { relatedTo: related }) };
}
