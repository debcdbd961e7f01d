// Owns the link to a server over HTTP+SSE: its messages on a GET stream, ours posted to the endpoint it names (MCP 2024-11-05).
import { McpmError } from '@mcpm/domain';
import { request, type Dispatcher } from 'undici';
import type { HttpTarget } from '../directory.ts';
import { SseParser, type SseEvent } from '../http/sse-parser.ts';
import { parseMessage, type RpcMessage } from '../json-rpc/rpc-message.ts';
import type { Link, LinkEvents, OpenLink } from './link.ts';
import { messagesUrl } from './messages-url.ts';

const MAX_EVENT_LENGTH = 10_000_000;

/** How to open the event stream of a server. The end of the stream loses the link. */
export function sseLink(target: HttpTarget, dispatcher: Dispatcher): OpenLink {
  return (events) => new SseLink(target, dispatcher, events);
}

class SseLink implements Link {
  readonly #target: HttpTarget;
  readonly #dispatcher: Dispatcher;
  readonly #events: LinkEvents;
  readonly #closing = new AbortController();
  readonly #endpoint = Promise.withResolvers<URL>();
  #sent: Promise<void>;

  constructor(target: HttpTarget, dispatcher: Dispatcher, events: LinkEvents) {
    this.#target = target;
    this.#dispatcher = dispatcher;
    this.#events = events;
    // Each message waits for the one before it: the server must see `initialized` before the first call.
    this.#sent = this.#endpoint.promise.then(
      () => undefined,
      // That there is no endpoint is told through `closed`.
      () => undefined,
    );
    void this.#read();
  }

  send(message: RpcMessage): void {
    this.#sent = this.#sent.then(() => this.#post(message)).catch((error: unknown) => this.#lose(error));
  }

  close(): void {
    this.#closing.abort();
    this.#endpoint.reject(new Error('The link was closed'));
  }

  async #read(): Promise<void> {
    try {
      const { statusCode, headers, body } = await this.#exchange('GET', new URL(this.#target.url));
      if (statusCode !== 200 || !String(headers['content-type']).startsWith('text/event-stream')) {
        await body.dump();
        throw new Error(`The event stream was answered ${statusCode}`);
      }
      const parser = new SseParser(MAX_EVENT_LENGTH);
      for await (const text of body.setEncoding('utf8')) {
        for (const event of parser.push(String(text))) this.#receive(event);
      }
      this.#lose(new Error('The event stream ended'));
    } catch (error) {
      this.#lose(error);
    }
  }

  #receive({ event, data }: SseEvent): void {
    if (event === 'endpoint') return this.#endpoint.resolve(messagesUrl(data, this.#target.url));
    let message: RpcMessage | undefined;
    try {
      message = parseMessage(JSON.parse(data));
    } catch {
      // Not JSON; reported as noise below.
    }
    if (message !== undefined) this.#events.message(message);
    else this.#events.noise(new Error(`An event is no JSON-RPC message; it was skipped (${data.length} characters)`));
  }

  async #post(message: RpcMessage): Promise<void> {
    if (this.#closing.signal.aborted) return;
    const { statusCode, body } = await this.#exchange('POST', await this.#endpoint.promise, JSON.stringify(message));
    await body.dump();
    if (statusCode >= 300) throw new Error(`A message was answered ${statusCode}`);
  }

  #exchange(method: 'GET' | 'POST', url: URL, body?: string): Promise<Dispatcher.ResponseData> {
    const { token } = this.#target;
    return request(url, {
      method,
      dispatcher: this.#dispatcher,
      signal: this.#closing.signal,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? { accept: 'text/event-stream' } : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
  }

  #lose(cause: unknown): void {
    if (this.#closing.signal.aborted) return;
    this.close();
    const detail = `The connection to server "${this.#target.name}" was lost.`;
    this.#events.closed(new McpmError('upstream_unreachable', detail, { cause }));
  }
}
