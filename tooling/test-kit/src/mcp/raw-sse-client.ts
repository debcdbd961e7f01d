// Owns the raw client of HTTP+SSE (MCP 2024-11-05): a GET stream whose first event names the URL for POSTs; answers ride the stream.
import type { IncomingMessage } from 'node:http';
import { SSE_VERSION } from './era.ts';
import { openExchange, readAnswer, isEventStream } from './http-exchange.ts';
import { isJsonRpcMessage, parseJson, RawMcpError, type JsonObject, type JsonRpcMessage } from './json-rpc.ts';
import { Mailbox } from './mailbox.ts';
import { RawClient, type RawClientOptions, type RawMcpClient, type RawRequestOptions } from './raw-client.ts';
import { readSseEvents } from './sse-events.ts';

/** Options of `rawSseClient`. */
export interface RawSseOptions extends Omit<RawClientOptions, 'era'> {
  /** The URL of the stream, e.g. `http://127.0.0.1:3000/sse`. */
  readonly url: string;
  /** Shown as `Authorization: Bearer`. */
  readonly token?: string;
  /** Added to every request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A raw client over HTTP+SSE. */
export interface RawSseClient extends RawMcpClient {
  /** Opens the stream and resolves with the absolute URL its `endpoint` event names; done by the first request otherwise. */
  connect(): Promise<string>;
}

/** Makes a client; nothing is sent before `connect()` or the first request. */
export function rawSseClient(options: RawSseOptions): RawSseClient {
  return new SseClient(options);
}

class SseClient extends RawClient implements RawSseClient {
  readonly #mailbox: Mailbox;
  readonly #options: RawSseOptions;
  readonly #closing = new AbortController();
  #endpoint: Promise<string> | undefined;

  constructor(options: RawSseOptions) {
    super(SSE_VERSION, options);
    this.#options = options;
    this.#mailbox = new Mailbox({
      timeoutMs: options.timeoutMs ?? 15_000,
      onServerRequest: options.onServerRequest,
      reply: (message) => this.#post(message),
    });
  }

  get notifications(): readonly JsonRpcMessage[] {
    return this.#mailbox.notifications;
  }

  connect(): Promise<string> {
    this.#endpoint ??= this.#open();
    return this.#endpoint;
  }

  async request(method: string, params?: JsonObject, { signal }: RawRequestOptions = {}): Promise<JsonObject> {
    await this.connect();
    const id = this.#mailbox.nextId();
    const fail = (error: Error) => this.#mailbox.fail(id, error);
    const cancel = () => {
      fail(new RawMcpError(`${method} was cancelled`));
      this.notify('notifications/cancelled', { requestId: id }).catch(fail);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    const answer = this.#mailbox.answerTo(id, method);
    this.#post({ jsonrpc: '2.0', id, method, params }).catch(fail);
    return answer.finally(() => signal?.removeEventListener('abort', cancel));
  }

  notify(method: string, params?: JsonObject): Promise<void> {
    return this.#post({ jsonrpc: '2.0', method, params });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#mailbox.failAll(new RawMcpError('The client was closed'));
  }

  async #post(message: { readonly [key: string]: unknown }): Promise<void> {
    const response = await openExchange({
      url: await this.connect(),
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...this.#headers() },
      body: JSON.stringify(message),
      signal: this.#closing.signal,
    });
    const { status, text } = await readAnswer(response);
    if (status < 200 || status > 299) throw new RawMcpError(`POST was answered ${status}: ${text}`, { status });
  }

  async #open(): Promise<string> {
    const response = await openExchange({
      url: this.#options.url,
      method: 'GET',
      headers: { Accept: 'text/event-stream', ...this.#headers() },
      signal: this.#closing.signal,
    });
    if (response.statusCode !== 200 || !isEventStream(response)) {
      const { status, text } = await readAnswer(response);
      throw new RawMcpError(`GET was answered ${status}, not a stream: ${text}`, { status });
    }
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const end = (error: RawMcpError) => {
      reject(error);
      this.#mailbox.failAll(error);
    };
    this.#read(response, (path) => resolve(new URL(path, this.#options.url).href)).then(
      () => end(new RawMcpError('The server ended the stream')),
      (error: unknown) => end(new RawMcpError(`The stream broke: ${String(error)}`)),
    );
    return promise;
  }

  async #read(response: IncomingMessage, onEndpoint: (path: string) => void): Promise<void> {
    for await (const { event, data } of readSseEvents(response)) {
      const message = parseJson(data);
      if (event === 'endpoint') onEndpoint(data);
      else if (isJsonRpcMessage(message)) this.#mailbox.receive(message);
      else throw new Error(`the event "${event}" carries no JSON-RPC message: ${data}`);
    }
  }

  #headers(): Record<string, string> {
    const { token, headers } = this.#options;
    return { ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }), ...headers };
  }
}
