// Owns what the SDK answers of the modern era: subscriptions, rarer methods, and every refusal in its exact words. Loaded with the first of them.
import type { McpHttpHandler, McpRequestContext } from '@modelcontextprotocol/server';
import { readTrace } from '../../call/trace-context.ts';
import { ClientWishes } from '../methods/client-wishes.ts';
import type { Origin } from '../methods/server-methods.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import type { Visit } from './visit.ts';
import { toWebRequest, writeWebResponse } from './web-exchange.ts';

/** The SDK's HTTP handler behind Node's messages. */
export class SdkHandler {
  readonly #parts: ServerParts;
  readonly #origins = new WeakMap<Request, Origin>();
  #loading: Promise<McpHttpHandler> | undefined;
  #handler: McpHttpHandler | undefined;
  #size = 0;

  constructor(parts: ServerParts) {
    this.#parts = parts;
  }

  /** Requests being answered, subscriptions among them. */
  get size(): number {
    return this.#size;
  }

  /** Answers a POST whose body was read. */
  async answer({ request: incoming, response, caller }: Visit, body: unknown): Promise<void> {
    this.#size += 1;
    try {
      const request = toWebRequest(incoming, response);
      const handler = await (this.#loading ??= this.#load());
      const trace = readTrace(incoming.headers.traceparent, incoming.headers['tracestate']);
      this.#origins.set(request, { caller, trace });
      await writeWebResponse(response, await handler.fetch(request, { parsedBody: body }));
    } finally {
      this.#size -= 1;
    }
  }

  /** Whether a message begins a session: an `initialize` with all that belongs to it. */
  async isInitialize(message: unknown): Promise<boolean> {
    const { isInitializeRequest } = await import('@modelcontextprotocol/server');
    return isInitializeRequest(message);
  }

  /** Tells those who subscribed that the list of tools changed. */
  toolsChanged(): void {
    this.#handler?.notify.toolsChanged();
  }

  /** Tells those who subscribed that resources may be others. */
  resourcesUpdated(uris: ReadonlySet<string>): void {
    for (const uri of uris) this.#handler?.notify.resourceUpdated(uri);
  }

  /** Ends every exchange. */
  async close(): Promise<void> {
    await this.#handler?.close();
  }

  async #load(): Promise<McpHttpHandler> {
    const [{ createMcpHandler }, { buildConversationServer }] = await Promise.all([
      import('@modelcontextprotocol/server'),
      import('../sdk/build-server.ts'),
    ]);
    const { log } = this.#parts;
    const build = ({ requestInfo }: McpRequestContext) => {
      const origin = this.#originOf(requestInfo);
      return buildConversationServer(this.#parts, {
        originOf: () => origin,
        revision: () => undefined,
        wishes: new ClientWishes(),
      });
    };
    const onerror = (error: Error) => log.debug(`MCP: ${error.message}`);
    this.#handler = createMcpHandler(build, { legacy: 'reject', onerror });
    return this.#handler;
  }

  #originOf(request: Request | undefined): Origin {
    const origin = request && this.#origins.get(request);
    if (origin === undefined) throw new Error('A request came without its caller');
    return origin;
  }
}
