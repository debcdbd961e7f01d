// Owns what of a conversation is the SDK's: messages in their order, and the loading of the SDK with the first that needs it.
import type { ServerParts } from '../methods/server-parts.ts';
import type { SdkSide } from './sdk-side.ts';
import type { SdkTies, Sent } from './sdk-ties.ts';
import type { JsonRpcNotification, JsonRpcRequest, JsonRpcResponse } from '../message/wire-message.ts';
import { ErrorCode, errorText, WireFailure } from '../message/wire-text.ts';

/** The SDK's half of one conversation, behind a queue. */
export class SdkQueue {
  readonly #parts: ServerParts;
  readonly #ties: SdkTies;
  #side: Promise<SdkSide> | undefined;
  #initialize: JsonRpcRequest | undefined;
  #initialized: JsonRpcNotification | undefined;
  #agreeing = 0;
  #open = 0;

  constructor(parts: ServerParts, ties: SdkTies) {
    this.#parts = parts;
    this.#ties = ties;
  }

  /** Whether an `initialize` is with the SDK: what follows must wait for it. */
  get agreeing(): boolean {
    return this.#agreeing > 0;
  }

  /** Requests that the SDK has not answered yet. */
  get size(): number {
    return this.#open;
  }

  /** Remembers an `initialize` that was answered without the SDK, which is told if it is ever loaded. */
  remember(initialize: JsonRpcRequest): void {
    this.#initialize = initialize;
    this.#initialized = undefined;
    if (this.#side !== undefined) this.#with((side) => side.replay(initialize, undefined));
  }

  request(request: JsonRpcRequest, sent: Sent): void {
    const agrees = request.method === 'initialize' && sent.era === 'legacy';
    if (agrees) this.#agreeing += 1;
    this.#open += 1;
    this.#side ??= this.#load();
    this.#side
      .then((side) => side.request(request, sent))
      .catch((error: unknown) => this.#refuse(request, error))
      .finally(() => {
        this.#open -= 1;
        if (agrees) this.#agreeing -= 1;
      });
  }

  /** Nothing that waits for a notification is in a SDK that is not loaded. */
  notification(notification: JsonRpcNotification, sent: Sent): void {
    if (notification.method === 'notifications/initialized') this.#initialized = notification;
    this.#with((side) => side.notification(notification, sent));
  }

  respond(response: JsonRpcResponse): void {
    this.#with((side) => side.respond(response));
  }

  toolsChanged(): void {
    this.#with((side) => side.toolsChanged());
  }

  resourcesUpdated(uris: ReadonlySet<string>): void {
    this.#with((side) => side.resourcesUpdated(uris));
  }

  async close(): Promise<void> {
    // Whoever needed the SDK was told that it did not load: then there is nothing to close.
    const side = await this.#side?.catch(() => undefined);
    await side?.close();
  }

  #with(use: (side: SdkSide) => unknown): void {
    // Whoever needed the SDK was told that it did not load.
    this.#side?.then(use).catch((error: unknown) => this.#parts.log.debug(`MCP: ${String(error)}`));
  }

  async #load(): Promise<SdkSide> {
    const { SdkSide: Side } = await import('./sdk-side.ts');
    const side = new Side(this.#parts, this.#ties);
    if (this.#initialize !== undefined) await side.replay(this.#initialize, this.#initialized);
    return side;
  }

  #refuse({ id }: JsonRpcRequest, error: unknown): void {
    this.#parts.log.error(`A request could not be handed on: ${error instanceof Error ? error.stack : String(error)}`);
    const failure = new WireFailure(ErrorCode.internal, 'The server has a bug here; its log says more.');
    this.#ties.outlet.send(errorText(id, failure), { kind: 'response', relatedTo: id });
  }
}
