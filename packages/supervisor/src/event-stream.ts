// Owns how events reach subscribers: in order, to everyone, whatever one of them does meanwhile.
import type { ProcessEvent } from '@mcpm/domain';

interface Subscriber {
  readonly listener: (event: ProcessEvent) => void;
}

interface Delivery {
  readonly event: ProcessEvent;
  /** Who was subscribed when it happened. */
  readonly to: readonly Subscriber[];
}

/** Everything a supervisor tells. A listener that throws hurts nobody; one that subscribes, unsubscribes or commands inside an event is served in order. */
export class EventStream {
  readonly #subscribers = new Set<Subscriber>();
  readonly #queue: Delivery[] = [];
  #delivering = false;

  /** Delivers `snapshot` to the listener first, then every event emitted from now on. Returns the unsubscribe function. */
  subscribe(listener: (event: ProcessEvent) => void, snapshot: readonly ProcessEvent[]): () => void {
    const subscriber: Subscriber = { listener };
    this.#subscribers.add(subscriber);
    for (const event of snapshot) this.#queue.push({ event, to: [subscriber] });
    this.#deliverAll();
    return () => void this.#subscribers.delete(subscriber);
  }

  /** Delivers an event to every subscriber, after the events before it. */
  emit(event: ProcessEvent): void {
    if (this.#subscribers.size === 0) return;
    this.#queue.push({ event, to: [...this.#subscribers] });
    this.#deliverAll();
  }

  #deliverAll(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
      for (const subscriber of next.to) if (this.#subscribers.has(subscriber)) deliver(subscriber, next.event);
    }
    this.#delivering = false;
  }
}

function deliver({ listener }: Subscriber, event: ProcessEvent): void {
  try {
    listener(event);
  } catch (error) {
    // One subscriber's bug is not the others' problem, nor ours; it is said where Node says such things.
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}
