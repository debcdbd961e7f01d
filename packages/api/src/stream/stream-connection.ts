// Owns one connection to the stream: what its reader asked for, and the end of all of it.
import { errorRegistry, McpmError, parse, type ErrorCode } from '@mcpm/domain';
import { ClientFrame, type Topic } from '../contract/stream.ts';
import { namedFailureOf } from '../problem/problem-of.ts';
import { Outbox, type FrameSocket } from './outbox.ts';
import { openSubscription, type TopicSource } from './topic.ts';

/** What a connection stands on. */
export interface ConnectionOptions {
  readonly socket: FrameSocket;
  readonly sources: Readonly<Record<Topic, TopicSource>>;
  /** Hears of errors that are nobody's request. */
  readonly complain: (error: unknown) => void;
}

/** One reader of the stream. */
export class StreamConnection {
  readonly #options: ConnectionOptions;
  readonly #outbox: Outbox;
  readonly #subscriptions = new Map<Topic, () => void>();

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#outbox = new Outbox(options.socket);
  }

  /** Takes a frame; one that does not fit is answered with an error frame. A second subscription to a topic replaces the first. */
  receive(text: string): void {
    const frame = this.#read(text);
    if (frame === undefined) return;
    this.#end(frame.topic);
    if (frame.type === 'unsubscribe') return;
    const { topic, filter = {}, since } = frame;
    const end = openSubscription(
      this.#options.sources[topic],
      { filter, since },
      {
        deliver: (delivery) => this.#outbox.deliver(topic, delivery),
        fail: (error) => this.#fail(error),
      },
    );
    this.#subscriptions.set(topic, end);
  }

  /** Says that the connection lives. */
  heartbeat(at: Date): void {
    this.#outbox.send({ type: 'heartbeat', at: at.toISOString() });
  }

  /** Ends every subscription. */
  close(): void {
    for (const topic of this.#subscriptions.keys()) this.#end(topic);
  }

  #read(text: string): ClientFrame | undefined {
    try {
      return parse(ClientFrame, JSON.parse(text));
    } catch (error) {
      const fault = error instanceof McpmError ? error.message : 'The frame is no JSON.';
      this.#sendError(error instanceof McpmError ? error.code : 'malformed_request', fault);
      return undefined;
    }
  }

  #fail(error: unknown): void {
    const failure = namedFailureOf(error);
    if (failure === undefined) this.#options.complain(error);
    this.#sendError(
      failure?.code ?? 'internal_error',
      failure?.message ?? 'Something unexpected happened inside mcpm.',
    );
  }

  #sendError(code: ErrorCode, detail: string): void {
    this.#outbox.send({ type: 'error', code, detail, next: errorRegistry[code].next });
  }

  #end(topic: Topic): void {
    this.#subscriptions.get(topic)?.();
    this.#subscriptions.delete(topic);
    this.#outbox.forget(topic);
  }
}
