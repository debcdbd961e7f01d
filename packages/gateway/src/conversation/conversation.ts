// Owns one legacy conversation with a server over a link, shared by all of its clients: ids and progress tokens are its own.
import { McpmError } from '@mcpm/domain';
import { failureOf, methodNotFound } from '../json-rpc/failure.ts';
import {
  answerTo,
  isJsonObject,
  isNotification,
  isRequest,
  type JsonObject,
  type Outcome,
  type RpcMessage,
  type RpcNotification,
} from '../json-rpc/rpc-message.ts';
import type { Link, OpenLink } from '../link/link.ts';
import { readFacts, type ServerFacts } from './server-facts.ts';

const HANDSHAKE_MS = 30_000;
const VERSION = '2025-11-25';

/** A request of some client, without its id. */
export interface Call {
  readonly method: string;
  readonly params?: JsonObject;
  /** Given the parameters of each progress notification, with the client's own token. */
  readonly onProgress?: (params: JsonObject) => void;
  /** Cancels it: the server is told, and the call ends without an outcome. */
  readonly signal?: AbortSignal;
}

/** What a conversation needs beside its link. */
export interface ConversationOptions {
  /** Name of the server, for messages. */
  readonly server: string;
  /** Given every notification that belongs to no call. */
  readonly onNotification: (notification: RpcNotification) => void;
  /** Given whatever the server sent that was no message. */
  readonly onError: (error: Error) => void;
}

interface Pending {
  readonly settle: (outcome: Outcome | undefined) => void;
  readonly onProgress: (params: JsonObject) => void;
}

/** Opened by its construction. Once its link is lost, all that waits fails at once and nothing is repeated. */
export class Conversation {
  /** What the server said of itself; rejects with an `McpmError` when the link is lost before. */
  readonly ready: Promise<ServerFacts>;
  readonly #options: ConversationOptions;
  readonly #link: Link;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #failure: McpmError | undefined;

  constructor(open: OpenLink, options: ConversationOptions) {
    this.#options = options;
    this.#link = open({
      message: (message) => this.#receive(message),
      closed: (failure) => this.close(failure),
      noise: options.onError,
    });
    this.ready = this.#initialize();
    // Whoever waits for it sees the rejection; when nobody does it is no news.
    this.ready.catch(() => undefined);
  }

  /** Whether it is over. */
  get closed(): boolean {
    return this.#failure !== undefined;
  }

  /** Ends it: every call that waits is answered with this failure. */
  close(failure: McpmError): void {
    if (this.#failure !== undefined) return;
    this.#failure = failure;
    this.#link.close();
    const outcome = failureOf(failure, this.#options.server);
    for (const { settle } of this.#pending.values()) settle(outcome);
    this.#pending.clear();
  }

  /** Sends a request and waits for its outcome; `undefined` when it was cancelled. Never rejects. */
  call({ method, params, onProgress, signal }: Call): Promise<Outcome | undefined> {
    if (this.#failure !== undefined) return Promise.resolve(failureOf(this.#failure, this.#options.server));
    if (signal?.aborted === true) return Promise.resolve(undefined);
    const id = ++this.#lastId;
    const token = tokenOf(params);
    const { promise, resolve } = Promise.withResolvers<Outcome | undefined>();
    const cancel = () => {
      this.#pending.delete(id);
      const reason = typeof signal?.reason === 'string' ? { reason: signal.reason } : {};
      this.#link.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: id, ...reason } });
      resolve(undefined);
    };
    this.#pending.set(id, {
      settle: (outcome) => {
        signal?.removeEventListener('abort', cancel);
        resolve(outcome);
      },
      onProgress: (progress) => {
        if (token !== undefined) onProgress?.({ ...progress, progressToken: token });
      },
    });
    signal?.addEventListener('abort', cancel, { once: true });
    const mapped = token === undefined ? params : { ...params, _meta: { ...metaOf(params), progressToken: id } };
    this.#link.send({ jsonrpc: '2.0', id, method, ...(mapped === undefined ? {} : { params: mapped }) });
    return promise;
  }

  async #initialize(): Promise<ServerFacts> {
    const { server } = this.#options;
    const late = () =>
      this.close(
        new McpmError(
          'process_unhealthy',
          `Server "${server}" did not answer "initialize" in ${HANDSHAKE_MS / 1000} s.`,
        ),
      );
    const timer = setTimeout(late, HANDSHAKE_MS).unref();
    const clientInfo = { name: 'mcpm-gateway', version: '0.1.0' };
    // No capabilities: a shared server has no one client it could ask for sampling, elicitation or roots.
    const outcome = await this.call({
      method: 'initialize',
      params: { protocolVersion: VERSION, capabilities: {}, clientInfo },
    });
    clearTimeout(timer);
    if (this.#failure !== undefined) throw this.#failure;
    const facts = outcome !== undefined && 'result' in outcome ? readFacts(outcome.result) : undefined;
    if (facts === undefined) {
      const failure = new McpmError('server_unavailable', `Server "${server}" refused "initialize".`);
      this.close(failure);
      throw failure;
    }
    this.#link.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    return facts;
  }

  #receive(message: RpcMessage): void {
    if (isRequest(message)) {
      const outcome = message.method === 'ping' ? { result: {} } : methodNotFound(message.method);
      this.#link.send(answerTo(message.id, outcome));
    } else if (isNotification(message)) {
      this.#notified(message);
    } else {
      const pending = this.#pending.get(Number(message.id));
      // An answer to nobody: its call was cancelled.
      if (pending === undefined) return;
      this.#pending.delete(Number(message.id));
      pending.settle('result' in message ? { result: message.result } : { error: message.error });
    }
  }

  #notified(notification: RpcNotification): void {
    const { method, params = {} } = notification;
    if (method === 'notifications/progress') this.#pending.get(Number(params['progressToken']))?.onProgress(params);
    else this.#options.onNotification(notification);
  }
}

function metaOf(params: JsonObject | undefined): JsonObject {
  const meta = params?.['_meta'];
  return isJsonObject(meta) ? meta : {};
}

function tokenOf(params: JsonObject | undefined): string | number | undefined {
  const token = metaOf(params)['progressToken'];
  return typeof token === 'string' || typeof token === 'number' ? token : undefined;
}
