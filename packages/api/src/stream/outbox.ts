// Owns what goes out on one connection: a reader that is too slow loses items and is told how many, nothing piles up for it.
import type { ServerFrame, Topic } from '../contract/stream.ts';
import type { Delivery } from './topic.ts';

/** The part of a WebSocket that is written to. */
export interface FrameSocket {
  /** Bytes that wait to be sent. */
  readonly bufferedAmount: number;
  send(text: string, done: (error?: Error) => void): void;
}

/** Bytes that may wait for a reader before items are left out. */
const BUFFER_MAX = 1024 * 1024;

/** The way out of one connection. */
export class Outbox {
  readonly #socket: FrameSocket;
  readonly #missed = new Map<Topic, number>();

  constructor(socket: FrameSocket) {
    this.#socket = socket;
  }

  /** Sends a frame that is never left out. */
  send(frame: ServerFrame): void {
    this.#socket.send(JSON.stringify(frame), (error) => {
      // A failed send needs no answer: the socket closes, and that ends the connection.
      if (!error) this.#tellGaps();
    });
  }

  /** Sends what a subscription got, or counts it when the reader is behind. */
  deliver(topic: Topic, delivery: Delivery): void {
    const behind = this.#missed.has(topic) || this.#socket.bufferedAmount > BUFFER_MAX;
    if (behind) {
      const count = 'items' in delivery ? delivery.items.length : delivery.missed;
      this.#missed.set(topic, (this.#missed.get(topic) ?? 0) + count);
    } else if ('items' in delivery) {
      this.send({ type: 'data', topic, ...delivery, items: [...delivery.items] });
    } else {
      this.send({ type: 'gap', topic, missed: delivery.missed });
    }
  }

  /** Forgets what was missed on a topic nobody wants any more. */
  forget(topic: Topic): void {
    this.#missed.delete(topic);
  }

  #tellGaps(): void {
    if (this.#socket.bufferedAmount > BUFFER_MAX / 2) return;
    for (const [topic, missed] of this.#missed) {
      this.#missed.delete(topic);
      this.send({ type: 'gap', topic, missed });
    }
  }
}
