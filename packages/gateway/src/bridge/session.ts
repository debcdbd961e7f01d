// Owns one session of a legacy client: its standing stream, its requests under way, and their answers.
import type { Conversation } from '../conversation/conversation.ts';
import type { EventStream } from '../http/event-stream.ts';
import { methodNotFound, refusal, rpcCode } from '../json-rpc/failure.ts';
import {
  answerTo,
  isNotification,
  type JsonObject,
  type RequestId,
  type RpcAnswer,
  type RpcMessage,
  type RpcNotification,
  type RpcRequest,
} from '../json-rpc/rpc-message.ts';

/** Methods whose state belongs to one conversation with the server, which this client shares with others. */
const unshared: ReadonlySet<string> = new Set([
  'logging/setLevel',
  'resources/subscribe',
  'resources/unsubscribe',
  'subscriptions/listen',
  'server/discover',
  'tasks/get',
  'tasks/list',
  'tasks/result',
  'tasks/cancel',
]);

/** How an answer comes about. */
export interface Answering {
  /** The conversation to forward to; awaited only when it is needed. */
  readonly conversation: Conversation;
  /** Given what precedes the answer. */
  readonly notify: (notification: RpcNotification) => void;
}

/** Lives from `initialize` to DELETE, or until it has been idle for too long. It outlives runs of the server. */
export class Session {
  readonly id: string;
  /** Whoever opened it; nobody else may use it. */
  readonly principal: string | undefined;
  /** The protocol revision of this hop. */
  readonly version: string;
  readonly #underWay = new Map<RequestId, AbortController>();
  #stream: EventStream | undefined;
  #held = 0;

  constructor(options: { readonly id: string; readonly principal: string | undefined; readonly version: string }) {
    this.id = options.id;
    this.principal = options.principal;
    this.version = options.version;
  }

  /** Whether an HTTP exchange of the client is open. */
  get busy(): boolean {
    return this.#held > 0;
  }

  /** Marks an HTTP exchange as open, until the function returned is called. */
  hold(): () => void {
    this.#held += 1;
    return () => {
      this.#held -= 1;
    };
  }

  /** Makes a stream the standing one; an older one ends, since clients reconnect before proxies notice. */
  attach(stream: EventStream): void {
    const old = this.#stream;
    this.#stream = stream;
    old?.end();
    stream.onClose(() => {
      if (this.#stream === stream) this.#stream = undefined;
    });
  }

  /** Sends on the standing stream; without one the message is dropped. */
  push(message: RpcMessage): void {
    this.#stream?.send(message);
  }

  /** Answers a request; `undefined` when it was cancelled. */
  async answer(request: RpcRequest, { conversation, notify }: Answering): Promise<RpcAnswer | undefined> {
    const { id, method, params } = request;
    if (method === 'ping') return answerTo(id, { result: {} });
    if (method === 'initialize')
      return answerTo(id, refusal(rpcCode.invalidRequest, 'This session is initialized already'));
    if (unshared.has(method)) return answerTo(id, methodNotFound(method));
    if (this.#underWay.has(id))
      return answerTo(id, refusal(rpcCode.invalidRequest, `A request with the id ${JSON.stringify(id)} is under way`));
    const cancelling = new AbortController();
    this.#underWay.set(id, cancelling);
    const outcome = await conversation.call({
      method,
      ...(params === undefined ? {} : { params }),
      onProgress: (progress: JsonObject) =>
        notify({ jsonrpc: '2.0', method: 'notifications/progress', params: progress }),
      signal: cancelling.signal,
    });
    this.#underWay.delete(id);
    return outcome === undefined ? undefined : answerTo(id, outcome);
  }

  /** Takes a notification, or an answer to a question nobody asked. */
  accept(message: RpcMessage): void {
    // `initialized` is for this hop only, and nothing else is meant for a server that others share.
    if (!isNotification(message) || message.method !== 'notifications/cancelled') return;
    const { requestId, reason } = message.params ?? {};
    if (typeof requestId === 'string' || typeof requestId === 'number') this.#underWay.get(requestId)?.abort(reason);
  }

  /** Cancels what is under way and ends the stream. */
  end(): void {
    for (const cancelling of this.#underWay.values()) cancelling.abort('The session ended');
    this.#stream?.end();
  }
}
