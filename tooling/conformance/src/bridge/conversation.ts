// Owns the way of messages between the HTTP exchanges of one client and one pipe: which answer and which notification belongs to which exchange.
import type { ServerResponse } from 'node:http';
import type { Channel, Message } from './channel.ts';

const SUBSCRIPTION = 'io.modelcontextprotocol/subscriptionId';

/** HTTP statuses of JSON-RPC errors (MCP 2026-07-28, Streamable HTTP). */
const STATUSES: Readonly<Record<number, number>> = {
  [-32601]: 404,
  ...Object.fromEntries([-32700, -32600, -32602, -32020, -32021, -32022].map((code) => [code, 400])),
};

interface Exchange {
  readonly response: ServerResponse;
  /** As the client has it. */
  readonly id: Message['id'];
  readonly progressToken: unknown;
}

/** One client and one pipe. */
export class Conversation {
  readonly #modern: boolean;
  readonly #exchanges = new Map<Message['id'], Exchange>();
  #channel: Channel | undefined;
  #stream: ServerResponse | undefined;
  #lastId = 0;

  /** @param modern every request is a client of its own: ids are replaced, and whoever leaves has cancelled. */
  constructor(modern: boolean) {
    this.#modern = modern;
  }

  /** The pipe messages go into. */
  connect(channel: Channel): void {
    this.#channel = channel;
  }

  /** Opens the standing stream; one that is open already ends. */
  listen(response: ServerResponse): void {
    this.#stream?.end();
    this.#stream = response;
    beginEvents(response);
  }

  /** Sends a message on; a request is answered by `response` when its answer comes. */
  async post(message: Message, response: ServerResponse, headers: Readonly<Record<string, string>>): Promise<void> {
    if (message.method === undefined || message.id === undefined) {
      response.writeHead(202).end();
      return this.#channel?.send(message);
    }
    this.#lastId += 1;
    const id = this.#modern ? this.#lastId : message.id;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    this.#exchanges.set(id, { response, id: message.id, progressToken: message.params?._meta?.['progressToken'] });
    response.once('close', () => this.#left(id));
    return this.#channel?.send({ ...message, id });
  }

  /** Takes a message of the server. */
  receive(message: Message): void {
    if (message.method !== undefined) return this.#notified(message);
    const exchange = this.#exchanges.get(message.id);
    this.#exchanges.delete(message.id);
    if (exchange === undefined) return;
    const { response, id } = exchange;
    const body = JSON.stringify({ ...message, id });
    if (response.headersSent) response.end(`event: message\ndata: ${body}\n\n`);
    else response.writeHead(this.#statusOf(message), { 'content-type': 'application/json' }).end(body);
  }

  /** Ends the pipe and every exchange. */
  async close(): Promise<void> {
    this.#stream?.end();
    for (const { response } of this.#exchanges.values()) response.destroy();
    await this.#channel?.close();
  }

  #notified(message: Message): void {
    const { _meta: meta, progressToken } = message.params ?? {};
    const subscription = meta?.[SUBSCRIPTION];
    const exchange = [...this.#exchanges].find(
      ([id, { progressToken: wanted }]) =>
        (subscription !== undefined && id === Number(subscription)) ||
        (progressToken !== undefined && wanted === progressToken),
    )?.[1];
    if (exchange === undefined) {
      this.#stream?.write(`event: message\ndata: ${JSON.stringify(message)}\n\n`);
      return;
    }
    const told =
      subscription === undefined
        ? message
        : { ...message, params: { ...message.params, _meta: { ...meta, [SUBSCRIPTION]: exchange.id } } };
    if (!exchange.response.headersSent) beginEvents(exchange.response);
    exchange.response.write(`event: message\ndata: ${JSON.stringify(told)}\n\n`);
  }

  #left(id: Message['id']): void {
    if (!this.#exchanges.delete(id) || !this.#modern) return;
    void this.#channel?.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id } });
  }

  #statusOf({ error }: Message): number {
    if (!this.#modern || typeof error !== 'object' || error === null || !('code' in error)) return 200;
    return STATUSES[Number(error.code)] ?? 200;
  }
}

function beginEvents(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.flushHeaders();
}
