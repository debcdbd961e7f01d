// Owns the raw client of Streamable HTTP: legacy with its session and GET stream (2025-11-25), modern with neither (2026-07-28).
import type { IncomingMessage } from 'node:http';
import { LEGACY_VERSION, MODERN_VERSION, modernHeaders } from './era.ts';
import { isEventStream, openExchange, readAnswer, type Exchange, type RawHttpAnswer } from './http-exchange.ts';
import {
  isJsonObject,
  isJsonRpcMessage,
  parseJson,
  RawMcpError,
  type JsonObject,
  type JsonRpcMessage,
} from './json-rpc.ts';
import { Mailbox } from './mailbox.ts';
import { RawClient, type RawClientOptions, type RawMcpClient, type RawRequestOptions } from './raw-client.ts';
import { readSseEvents } from './sse-events.ts';

/** Options of `rawStreamableClient`. */
export interface RawStreamableOptions extends RawClientOptions {
  /** The MCP endpoint, e.g. `http://127.0.0.1:3000/mcp`. */
  readonly url: string;
  /** Shown as `Authorization: Bearer`. */
  readonly token?: string;
  /** Added to every request; they win over the client's own. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A raw client over Streamable HTTP. */
export interface RawStreamableClient extends RawMcpClient {
  /** The `Mcp-Session-Id` the server gave, if it did; legacy only. */
  readonly sessionId: string | undefined;
  /** Opens the standing stream of notifications (legacy: GET; modern: `subscriptions/listen` for tool changes); resolves once it is open. */
  listen(): Promise<void>;
  /** Posts any body (text as it is, anything else as JSON) with the client's headers and these; returns whatever is answered. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<RawHttpAnswer>;
}

/** Makes a client; nothing is sent before the first request. `close()` cuts open streams and ends the session. */
export function rawStreamableClient(options: RawStreamableOptions): RawStreamableClient {
  return new StreamableClient(options);
}

const both = 'application/json, text/event-stream';

class StreamableClient extends RawClient implements RawStreamableClient {
  sessionId: string | undefined;
  readonly #mailbox: Mailbox;
  readonly #options: RawStreamableOptions;
  readonly #closing = new AbortController();

  constructor(options: RawStreamableOptions) {
    super(options.era === 'modern' ? MODERN_VERSION : LEGACY_VERSION, options);
    this.#options = options;
    this.#mailbox = new Mailbox({
      timeoutMs: options.timeoutMs ?? 15_000,
      onServerRequest: options.onServerRequest,
      reply: (message) => this.#deliver(message, undefined),
    });
  }

  get notifications(): readonly JsonRpcMessage[] {
    return this.#mailbox.notifications;
  }

  async request(method: string, params?: JsonObject, { signal }: RawRequestOptions = {}): Promise<JsonObject> {
    const id = this.#mailbox.nextId();
    const fail = (error: Error) => this.#mailbox.fail(id, error);
    const cancel = () => {
      fail(new RawMcpError(`${method} was cancelled`));
      // In the modern era the connection cut by the signal is the cancellation; in the legacy era it means nothing.
      if (this.era === 'legacy') this.notify('notifications/cancelled', { requestId: id }).catch(fail);
    };
    signal?.addEventListener('abort', cancel, { once: true });
    const answer = this.#mailbox.answerTo(id, method);
    this.#deliver({ jsonrpc: '2.0', id, method, params: this.dress(params) }, signal).catch(fail);
    return answer.finally(() => signal?.removeEventListener('abort', cancel));
  }

  notify(method: string, params?: JsonObject): Promise<void> {
    return this.#deliver({ jsonrpc: '2.0', method, params: this.dress(params) }, undefined);
  }

  async listen(): Promise<void> {
    if (this.era === 'legacy') return this.#openStream();
    const acknowledged = Promise.withResolvers<void>();
    const id = this.#mailbox.nextId();
    const method = 'subscriptions/listen';
    const params = this.dress({ notifications: { toolsListChanged: true } });
    const message = { jsonrpc: '2.0', id, method, params };
    const response = await this.#open({
      method: 'POST',
      headers: this.#headers(message),
      body: JSON.stringify(message),
    });
    if (!isEventStream(response)) throw refusal(method, await readAnswer(response));
    // Once the stream is open its end is no error of anybody; before that it is the reason why `listen` fails.
    this.#read(
      response,
      ({ method: name }) => name === 'notifications/subscriptions/acknowledged' && acknowledged.resolve(),
    )
      .then(() => acknowledged.reject(new RawMcpError(`${method} ended without being acknowledged`)))
      .catch(acknowledged.reject);
    return acknowledged.promise;
  }

  async post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<RawHttpAnswer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return readAnswer(
      await this.#open({ method: 'POST', headers: { ...this.#headers(body), ...headers }, body: text }),
    );
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    // A server may have left already, or answer 405: neither keeps the client from closing.
    if (this.sessionId !== undefined)
      await this.#open({ method: 'DELETE', headers: this.#headers({}) }).then(readAnswer, () => undefined);
    this.#closing.abort();
    this.#mailbox.failAll(new RawMcpError('The client was closed'));
  }

  async #openStream(): Promise<void> {
    const headers = { ...this.#headers({}), Accept: 'text/event-stream' };
    const response = await this.#open({ method: 'GET', headers });
    if (response.statusCode !== 200 || !isEventStream(response)) throw refusal('GET', await readAnswer(response));
    // A standing stream may be ended by either side at any time.
    this.#read(response).catch(() => undefined);
  }

  async #deliver(message: JsonObject, signal: AbortSignal | undefined): Promise<void> {
    const cut =
      signal !== undefined && this.era === 'modern' ? { signal: AbortSignal.any([signal, this.#closing.signal]) } : {};
    const response = await this.#open({
      method: 'POST',
      headers: this.#headers(message),
      body: JSON.stringify(message),
      ...cut,
    });
    const sessionId = response.headers['mcp-session-id'];
    if (typeof sessionId === 'string') this.sessionId = sessionId;
    const name = typeof message['method'] === 'string' ? message['method'] : 'an answer';
    if (isEventStream(response)) {
      await this.#read(response);
      // Reaches nobody when the answer came: then no one waits for this id any more.
      throw new RawMcpError(`The stream of ${name} ended without its answer`);
    }
    const answer = await readAnswer(response);
    const body = parseJson(answer.text);
    const isAnswer = isJsonRpcMessage(body) && body.id !== undefined && body.id === message['id'];
    if (isAnswer) this.#mailbox.receive(body, answer.status);
    else if (message['id'] !== undefined && message['method'] !== undefined) throw refusal(name, answer);
    else if (answer.status < 200 || answer.status > 299) throw refusal(name, answer);
  }

  async #read(
    response: IncomingMessage,
    onMessage: (message: JsonRpcMessage) => unknown = () => undefined,
  ): Promise<void> {
    for await (const { data } of readSseEvents(response)) {
      // An event without data primes the client with an id to resume from (2025-11-25).
      if (data === '') continue;
      const message = parseJson(data);
      if (!isJsonRpcMessage(message)) throw new Error(`An event carries no JSON-RPC message: ${data}`);
      this.#mailbox.receive(message, response.statusCode);
      onMessage(message);
    }
  }

  #open(exchange: Omit<Exchange, 'url'>): Promise<IncomingMessage> {
    return openExchange({ url: this.#options.url, signal: this.#closing.signal, ...exchange });
  }

  #headers(message: unknown): Record<string, string> {
    const { token, headers } = this.#options;
    return {
      Accept: both,
      'Content-Type': 'application/json',
      ...(this.era === 'modern' ? headersOf(message) : this.#legacyHeaders(message)),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...headers,
    };
  }

  #legacyHeaders(message: unknown): Record<string, string> {
    if (isJsonObject(message) && message['method'] === 'initialize') return {};
    return {
      'MCP-Protocol-Version': this.protocolVersion,
      ...(this.sessionId === undefined ? {} : { 'Mcp-Session-Id': this.sessionId }),
    };
  }
}

function headersOf(message: unknown): Record<string, string> {
  if (!isJsonObject(message) || typeof message['method'] !== 'string' || !isJsonObject(message['params'])) return {};
  return modernHeaders(message['method'], message['params']);
}

function refusal(what: string, { status, text }: RawHttpAnswer): RawMcpError {
  const body = parseJson(text);
  if (isJsonObject(body) && isJsonObject(body['error'])) return RawMcpError.fromJson(body['error'], status);
  return new RawMcpError(`${what} was answered ${status}: ${text}`, { status });
}
