// Owns the SDK's half of one conversation: a server for each era, made with the first message of that era. Loads the SDK.
import { parseJSONRPCMessage, type JSONRPCMessage, type Server } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { LOCAL_CALLER } from '../../call/caller.ts';
import { buildConversationServer } from './build-server.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import { MetaKey, MODERN_REVISION } from '../message/revisions.ts';
import { SdkChannel } from './sdk-channel.ts';
import type { SdkTies, Sent } from './sdk-ties.ts';
import type { Origin } from '../methods/server-methods.ts';
import {
  isRequestId,
  type JsonRpcNotification,
  type JsonRpcRequest,
  type JsonRpcResponse,
  type RequestId,
} from '../message/wire-message.ts';

/** The id of a request of ours to the SDK; no client sees it. */
const REPLAY_ID = 'mcpm:replay';

/** A server of the SDK and the way to it. */
interface Half {
  readonly channel: SdkChannel;
  readonly server: () => Server | undefined;
  readonly close: () => Promise<void>;
}

/** Both halves. */
export class SdkSide {
  readonly #parts: ServerParts;
  readonly #ties: SdkTies;
  /** Whose the requests are that the SDK has; forgotten with their answers. */
  readonly #origins = new Map<RequestId, Origin>();
  #legacy: Half | undefined;
  #modern: Half | undefined;

  constructor(parts: ServerParts, ties: SdkTies) {
    this.#parts = parts;
    this.#ties = ties;
  }

  /** Hands in a request; resolves when it was answered or given up. */
  async request(request: JsonRpcRequest, { origin, era }: Sent): Promise<void> {
    const { channel } = this.#half(era);
    this.#origins.set(request.id, origin);
    const answer = await channel.ask(request.id, toSdk(request));
    if (this.#origins.get(request.id) === origin) this.#origins.delete(request.id);
    if (request.method !== 'initialize' || answer === undefined || !('result' in answer)) return;
    const { protocolVersion } = answer.result;
    if (typeof protocolVersion === 'string') this.#ties.onInitialized(protocolVersion);
  }

  /** Hands in a notification; a cancelled one concerns whichever half has the request. */
  notification(notification: JsonRpcNotification, { era }: Sent): void {
    const message = toSdk(notification);
    const cancelled = notification.method === 'notifications/cancelled' && notification.params?.['requestId'];
    if (isRequestId(cancelled)) {
      this.#legacy?.channel.cancel(cancelled, message);
      this.#modern?.channel.cancel(cancelled, message);
    } else this.#half(era).channel.deliver(message);
  }

  /** Hands in an answer of the client. */
  respond(response: JsonRpcResponse): void {
    this.#legacy?.channel.deliver(toSdk(response));
  }

  /** Tells the legacy server of an `initialize` that was answered without it. */
  async replay(initialize: JsonRpcRequest, initialized: JsonRpcNotification | undefined): Promise<void> {
    const { channel } = this.#half('legacy');
    await channel.ask(REPLAY_ID, toSdk({ ...initialize, id: REPLAY_ID }), true);
    if (initialized !== undefined) channel.deliver(toSdk(initialized));
  }

  /** Tells those who subscribed; clients of the legacy era are told by the conversation. */
  async toolsChanged(): Promise<void> {
    await this.#modern?.server()?.sendToolListChanged();
  }

  /** Tells those of the modern era who subscribed. */
  async resourcesUpdated(uris: ReadonlySet<string>): Promise<void> {
    const server = this.#modern?.server();
    if (server !== undefined) await Promise.all([...uris].map((uri) => server.sendResourceUpdated({ uri })));
  }

  async close(): Promise<void> {
    await Promise.all([this.#legacy?.close(), this.#modern?.close()]);
  }

  #half(era: Sent['era']): Half {
    if (era === 'legacy') return (this.#legacy ??= this.#openLegacy());
    return (this.#modern ??= this.#openModern());
  }

  #openLegacy(): Half {
    const channel = new SdkChannel(this.#ties.outlet);
    const server = this.#build(this.#ties.revision);
    this.#report(server.connect(channel));
    return { channel, server: () => server, close: () => server.close() };
  }

  /** The SDK serves the modern era on a long connection through its entry for stdio only, whatever the transport. */
  #openModern(): Half {
    const channel = new SdkChannel(this.#ties.outlet);
    let server: Server | undefined;
    const entry = serveStdio(() => (server = this.#build(() => undefined)), {
      transport: channel,
      legacy: 'reject',
      onerror: (error) => this.#parts.log.debug(`MCP: ${error.message}`),
    });
    // Any first message of the era but `server/discover` settles it, so that no request is answered as part of a probe.
    channel.deliver(SETTLING);
    return { channel, server: () => server, close: () => entry.close() };
  }

  #build(revision: () => string | undefined): Server {
    const originOf = (id: RequestId) => this.#origins.get(id) ?? { caller: LOCAL_CALLER };
    return buildConversationServer(this.#parts, { originOf, revision, wishes: this.#ties.wishes });
  }

  #report(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#parts.log.debug(`MCP: ${String(error)}`));
  }
}

const SETTLING: JSONRPCMessage = {
  jsonrpc: '2.0',
  method: 'notifications/initialized',
  params: { _meta: { [MetaKey.protocolVersion]: MODERN_REVISION, [MetaKey.clientCapabilities]: {} } },
};

/** The SDK's own schema judges every message that it is handed. */
function toSdk(message: JsonRpcRequest | JsonRpcNotification | JsonRpcResponse): JSONRPCMessage {
  return parseJSONRPCMessage(message);
}
