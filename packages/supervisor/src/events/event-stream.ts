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

/** Deliveries in one go: a listener that answers every event with another one must not hold up the process for ever. */
const AT_ONCE = 10_000;
/** Deliveries that may wait: more only come together when listeners make more events than they take. */
const WAITING = 10_000;

/** Everything a supervisor tells. A listener that throws hurts nobody; one that subscribes, unsubscribes or commands inside an event is served in order. */
export class EventStream {
  readonly #subscribers = new Set<Subscriber>();
  readonly #queue: Delivery[] = [];
  #delivering = false;
  #dropped = 0;

  /** Delivers `snapshot` to the listener first, then every event emitted from now on. Returns the unsubscribe function. */
  subscribe(listener: (event: ProcessEvent) => void, snapshot: readonly ProcessEvent[]): () => void {
    const subscriber: Subscriber = { listener };
    this.#subscribers.add(subscriber);
    for (const event of snapshot) this.#queue.push({ event, to: [subscriber] });
    this.#deliverAll();
    return () => void this.#subscribers.delete(subscriber);
  }

  /** Delivers an event to every subscriber, after the events before it: before this call returns, unless it is made inside a listener. */
  emit(event: ProcessEvent): void {
    if (this.#subscribers.size === 0) return;
    this.#queue.push({ event, to: [...this.#subscribers] });
    if (this.#delivering && this.#queue.length > WAITING) this.#drop();
    this.#deliverAll();
  }

  #deliverAll(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    for (let count = 0; count < AT_ONCE; count += 1) {
      const next = this.#queue.shift();
      if (!next) return this.#rest();
      for (const subscriber of next.to) if (this.#subscribers.has(subscriber)) deliver(subscriber, next.event);
    }
    // The others of this process have their turn first; what is emitted meanwhile waits in line.
    setImmediate(() => {
      this.#delivering = false;
      this.#deliverAll();
    });
  }

  #rest(): void {
    this.#delivering = false;
    if (this.#dropped === 0) return;
    const dropped = this.#dropped;
    this.#dropped = 0;
    process.emitWarning(`${dropped} events were dropped: listeners made more of them than could be delivered.`);
  }

  #drop(): void {
    this.#queue.shift();
    this.#dropped += 1;
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
