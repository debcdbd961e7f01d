// Owns who waits for which answer: ids of requests, answers by id, notifications in order, requests of the server answered.
import { RawMcpError, type JsonObject, type JsonRpcMessage } from './json-rpc.ts';

interface Waiting {
  readonly resolve: (result: JsonObject) => void;
  readonly reject: (error: Error) => void;
}

/** Answers a request that the server sent to the client; what it throws becomes a JSON-RPC error. */
type ServerRequestHandler = (method: string, params: JsonObject) => JsonObject | Promise<JsonObject>;

/** What a mailbox needs to know of its client. */
export interface MailboxOptions {
  /** Milliseconds a request may take. */
  readonly timeoutMs: number;
  readonly onServerRequest: ServerRequestHandler | undefined;
  /** Sends the answer to a request of the server. */
  readonly reply: (message: JsonRpcMessage) => Promise<void>;
}

/** The two ends of a JSON-RPC conversation seen by a client. */
export class Mailbox {
  readonly notifications: JsonRpcMessage[] = [];
  readonly #waiting = new Map<unknown, Waiting>();
  readonly #options: MailboxOptions;
  #lastId = 0;

  constructor(options: MailboxOptions) {
    this.#options = options;
  }

  /** An id no earlier request had. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** The result of the request with this id; throws `RawMcpError` for an error answer, and after the time is over. */
  async answerTo(id: number, method: string): Promise<JsonObject> {
    const { promise, resolve, reject } = Promise.withResolvers<JsonObject>();
    const { timeoutMs } = this.#options;
    const timer = setTimeout(() => reject(new RawMcpError(`No answer to ${method} within ${timeoutMs} ms`)), timeoutMs);
    this.#waiting.set(id, { resolve, reject });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  /** Takes one message in. */
  receive(message: JsonRpcMessage, status?: number): void {
    const { id, method, result, error } = message;
    if (method !== undefined && id !== undefined) void this.#serve(message);
    else if (method !== undefined) this.notifications.push(message);
    else if (error !== undefined) this.fail(id, RawMcpError.fromJson(error, status));
    else if (result !== undefined) this.#waiting.get(id)?.resolve(result);
  }

  /** Ends the wait of one request. */
  fail(id: unknown, error: Error): void {
    this.#waiting.get(id)?.reject(error);
  }

  /** Ends the wait of every request: the connection is gone. */
  failAll(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
  }

  async #serve({ id, method = '', params = {} }: JsonRpcMessage): Promise<void> {
    const { onServerRequest, reply } = this.#options;
    const head = { jsonrpc: '2.0', id } as const;
    try {
      if (method === 'ping') return await reply({ ...head, result: {} });
      if (onServerRequest === undefined)
        return await reply({ ...head, error: { code: -32601, message: `Unknown method ${method}` } });
      await reply({ ...head, result: await onServerRequest(method, params) });
    } catch (error) {
      // A reply that cannot be sent has nobody to go to: the connection left, and the waiting requests are told so.
      await reply({ ...head, error: { code: -32603, message: String(error) } }).catch(() => undefined);
    }
  }
}
