// Owns the conversation with one client: who answers a message of which era, what was agreed, and what is under way.
import type { Caller } from '../../call/caller.ts';
import type { TraceContext } from '../../call/trace-context.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import type { Announcement } from '../methods/announcement.ts';
import { ClientWishes } from '../methods/client-wishes.ts';
import { OpenRequest } from './open-request.ts';
import { OpenRequests } from './open-requests.ts';
import type { Outlet } from '../message/outlet.ts';
import { claimsRevision, isServed, MetaKey, MODERN_REVISIONS, negotiate, type Era } from '../message/revisions.ts';
import { SdkQueue } from '../sdk/sdk-queue.ts';
import type { Sent } from '../sdk/sdk-ties.ts';
import type { Origin } from '../methods/server-methods.ts';
import { shortAnswer } from './short-path.ts';
import { initializeFault } from '../message/sure-shapes.ts';
import {
  isNotification,
  isRequest,
  isRequestId,
  type JsonRpcMessage,
  type JsonRpcNotification,
  type JsonRpcRequest,
  type Params,
  type RequestId,
} from '../message/wire-message.ts';
import { ErrorCode, errorText, notificationText, WireFailure } from '../message/wire-text.ts';

/** Requests of one client that may be open at once; each costs memory until it is answered. */
const MAX_OPEN = 4_096;

/** How a conversation is held. */
export interface ConversationOptions {
  /** Whether requests of the modern era are answered beside those of the legacy one. Default: `both`. */
  readonly eras?: 'legacy' | 'both';
  /** Whether common requests are answered without the SDK. Default: they are; the SDK alone is for comparison. */
  readonly shortPath?: boolean;
}

/**
 * The conversation with one client: one standard input, one event stream, one session. Requests that say in `_meta` which revision they are of belong to the
 * modern era, all others to the legacy one; both may come in any order (MCP 2026-07-28, "Versioning"). Who spoke as a modern client and never sent
 * `initialize` is one: what it sends without saying its revision is refused.
 */
export class Conversation {
  readonly #parts: ServerParts;
  readonly #outlet: Outlet;
  readonly #bothEras: boolean;
  readonly #shortPath: boolean;
  readonly #open = new OpenRequests();
  readonly #wishes = new ClientWishes();
  readonly #sdk: SdkQueue;
  #revision: string | undefined;
  /** Some message of the legacy era has come, so that its client may be told of changes. */
  #legacy = false;
  /** Requests of the modern era were made, and there was no `initialize`. A `server/discover` may be a probe of a client that then goes on as a legacy one. */
  #modernOnly = false;
  #initialized = false;
  #over = false;
  #closed: Promise<void> | undefined;

  constructor(parts: ServerParts, outlet: Outlet, { eras = 'both', shortPath = true }: ConversationOptions = {}) {
    this.#parts = parts;
    this.#outlet = outlet;
    this.#bothEras = eras === 'both';
    this.#shortPath = shortPath;
    this.#sdk = new SdkQueue(parts, {
      outlet,
      wishes: this.#wishes,
      revision: () => this.#revision,
      onInitialized: (revision) => (this.#revision = revision),
    });
  }

  /** The legacy revision that was agreed on, once it is. */
  get protocolVersion(): string | undefined {
    return this.#revision;
  }

  /** Takes one message of the client; never throws. `trace` is what HTTP headers said. */
  receive(message: JsonRpcMessage, caller: Caller, trace?: TraceContext): void {
    if (this.#over) return;
    try {
      if (isRequest(message)) this.#request(message, { caller, trace });
      else if (isNotification(message)) this.#notification(message, { caller, trace });
      else this.#sdk.respond(message);
    } catch (error) {
      this.#fail(message, error);
    }
  }

  /** Tells the client that the list of tools is another one. */
  toolsChanged(): void {
    if (this.#over) return;
    if (this.#legacy) this.#outlet.send(notificationText('notifications/tools/list_changed'), { kind: 'notification' });
    this.#sdk.toolsChanged();
  }

  /** Tells the client something it asked to know; of the modern era those who subscribed. */
  announce(news: Announcement): void {
    if (this.#over) return;
    if (news.kind === 'warning') {
      if (!this.#wishes.wantsLog('warning')) return;
      const message = { level: 'warning', logger: 'document', data: news.text };
      return this.#outlet.send(notificationText('notifications/message', message), { kind: 'notification' });
    }
    for (const uri of this.#wishes.subscriptions) {
      if (!news.uris.has(uri)) continue;
      this.#outlet.send(notificationText('notifications/resources/updated', { uri }), { kind: 'notification' });
    }
    this.#sdk.resourcesUpdated(news.uris);
  }

  /** Waits until what is under way is answered, at most `withinMs`. */
  drained(withinMs: number): Promise<void> {
    return this.#open.drained(withinMs);
  }

  /** Ends it: what is open is aborted, and nothing is sent any more once this resolves. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    this.#over = true;
    this.#open.cancelAll(new Error('The conversation is over'));
    await this.#sdk.close();
  }

  #request(request: JsonRpcRequest, origin: Origin): void {
    const { method } = request;
    const era = method === 'initialize' ? this.#claimedEra(request.params) : this.#eraOf(request.params);
    if (era === 'modern') {
      const claimed = request.params?._meta?.[MetaKey.protocolVersion];
      if (typeof claimed === 'string' && !MODERN_REVISIONS.includes(claimed))
        return this.#refuse(request.id, unknownRevision(claimed));
      if (method !== 'server/discover' && !this.#initialized) this.#modernOnly = true;
    } else {
      this.#legacy = true;
      if (method === 'initialize') {
        this.#initialized = true;
        this.#modernOnly = false;
      }
      const fault = method === 'initialize' ? initializeFault(request.params) : undefined;
      if (fault !== undefined)
        return this.#refuse(
          request.id,
          new WireFailure(ErrorCode.invalidParams, `Invalid params for initialize: ${fault}`),
        );
    }
    if (this.#open.size + this.#sdk.size >= MAX_OPEN) return this.#refuse(request.id, TOO_MANY);
    // What follows an `initialize` that the SDK has must not be quicker than it.
    const short = this.#shortPath && !(era === 'legacy' && this.#sdk.agreeing);
    if (!short || !this.#answer(request, { origin, era })) this.#sdk.request(request, { origin, era });
  }

  /** Whether the short path answered. */
  #answer(request: JsonRpcRequest, { origin, era }: Sent): boolean {
    const open = new OpenRequest(request.id, {
      origin,
      era,
      revision: era === 'legacy' ? this.#revision : undefined,
      outlet: this.#outlet,
      requests: this.#open,
      wishes: this.#wishes,
    });
    const answer = shortAnswer(this.#parts, request, open);
    if (answer !== undefined) {
      if (request.method === 'initialize') this.#agreed(request);
      open.answer(answer, (error) => this.#fail(request, error));
    } else if (!isServed(request.method, era)) {
      this.#refuse(request.id, new WireFailure(ErrorCode.methodNotFound, 'Method not found'));
    } else {
      return false;
    }
    return true;
  }

  #notification(notification: JsonRpcNotification, origin: Origin): void {
    const { method, params } = notification;
    if (method === 'notifications/cancelled') {
      const id = params?.['requestId'];
      if (isRequestId(id) && this.#open.cancel(id, params?.['reason'])) return;
    }
    const era = this.#eraOf(params);
    if (era === 'legacy') this.#legacy = true;
    this.#sdk.notification(notification, { origin, era });
  }

  #eraOf(params: Params | undefined): Era {
    return this.#modernOnly ? 'modern' : this.#claimedEra(params);
  }

  #claimedEra(params: Params | undefined): Era {
    return this.#bothEras && claimsRevision(params) ? 'modern' : 'legacy';
  }

  #agreed(initialize: JsonRpcRequest): void {
    this.#revision = negotiate(String(initialize.params?.['protocolVersion']));
    this.#sdk.remember(initialize);
  }

  #refuse(id: RequestId, failure: WireFailure): void {
    this.#outlet.send(errorText(id, failure), { kind: 'response', relatedTo: id });
  }

  #fail(message: JsonRpcMessage, error: unknown): void {
    this.#parts.log.error(`A message hit a bug: ${error instanceof Error ? error.stack : String(error)}`);
    if (!isRequest(message)) return;
    this.#refuse(message.id, new WireFailure(ErrorCode.internal, 'The server has a bug here; its log says more.'));
  }
}

const TOO_MANY = new WireFailure(
  ErrorCode.busy,
  `Too many requests: ${MAX_OPEN} are not answered yet; wait for them, or cancel some`,
);

/** It is refused whatever came before, also where the SDK has stopped to look (MCP 2026-07-28, "Versioning"). */
function unknownRevision(requested: string): WireFailure {
  const data = { supported: MODERN_REVISIONS, requested };
  return new WireFailure(ErrorCode.unsupportedVersion, `Unsupported protocol version: ${requested}`, data);
}
