// Owns the one WebSocket of the console: subscriptions, reconnection with back-off, and the watch over its heartbeat.
import { ServerFrame, topicItems, type ClientFrame, type StreamFilter, type Topic } from '../contract/index.ts';
import { HEARTBEAT_TIMEOUT_MS, isDead, reconnectDelay } from './reconnect.ts';

/** What the connection is: `connecting` for the first time, `live`, or `reconnecting` after a loss. */
export type StreamState = 'connecting' | 'live' | 'reconnecting';

/** One subscription; a topic has at most one. */
export interface Subscription {
  readonly filter?: StreamFilter;
  /** Last `seq` the subscriber has; asked at each connection. Left out by topics that begin with all there is. */
  readonly since?: () => number | undefined;
  /** Items of one frame, in order, in the topic's schema. */
  readonly onItems: (items: readonly unknown[], snapshot: boolean) => void;
  /** Items that are gone and will not come. */
  readonly onGap?: (missed: number) => void;
}

/** `refused`: a connection ended before it ever opened, perhaps the login is over; `error`: the manager reports one, or cannot be understood. */
export type StreamTrouble =
  | { readonly type: 'refused' }
  | { readonly type: 'error'; readonly code: string; readonly detail: string; readonly next: string };

/** The live stream. Starts with `start`, ends with `stop`, may be started again. */
export class StreamClient {
  readonly #open: () => WebSocket;
  readonly #subscriptions = new Map<Topic, Subscription>();
  readonly #listeners = new Set<() => void>();
  readonly #troubleListeners = new Set<(trouble: StreamTrouble) => void>();
  #socket: WebSocket | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setInterval> | undefined;
  #attempt = 0;
  #lastHeard = 0;
  #state: StreamState = 'connecting';

  /** `open` begins a connection; it is called again for each try. */
  constructor(open: () => WebSocket) {
    this.#open = open;
  }

  /** What the connection is now. */
  get state(): StreamState {
    return this.#state;
  }

  /** When something was last heard, in milliseconds since the epoch; 0 for never. */
  get lastHeard(): number {
    return this.#lastHeard;
  }

  /** Opens the connection and keeps it. */
  start(): void {
    if (this.#watch) return;
    this.#watch = setInterval(() => this.#checkPulse(), HEARTBEAT_TIMEOUT_MS / 8);
    this.#connect();
  }

  /** Closes the connection for good. */
  stop(): void {
    clearInterval(this.#watch);
    clearTimeout(this.#retry);
    this.#watch = undefined;
    this.#retry = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  /** Tries at once if a try is pending: the network came back, or somebody looks. */
  hurry(): void {
    if (!this.#watch || !this.#retry) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  /** Subscribes to a topic in place of what was there; gives back how to end it. */
  subscribe(topic: Topic, subscription: Subscription): () => void {
    this.#subscriptions.set(topic, subscription);
    this.#ask(topic, subscription);
    return () => {
      if (this.#subscriptions.get(topic) !== subscription) return;
      this.#subscriptions.delete(topic);
      this.#send({ type: 'unsubscribe', topic });
    };
  }

  /** Calls `listener` at each change of the state; gives back how to end it. */
  onState(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `listener` at each trouble; gives back how to end it. */
  onTrouble(listener: (trouble: StreamTrouble) => void): () => void {
    this.#troubleListeners.add(listener);
    return () => this.#troubleListeners.delete(listener);
  }

  #connect(): void {
    this.#retry = undefined;
    const socket = this.#open();
    this.#socket = socket;
    let opened = false;
    socket.addEventListener('open', () => {
      if (this.#socket !== socket) return;
      opened = true;
      this.#attempt = 0;
      this.#lastHeard = Date.now();
      this.#setState('live');
      for (const [topic, subscription] of this.#subscriptions) this.#ask(topic, subscription);
    });
    socket.addEventListener('message', (event) => {
      if (this.#socket === socket) this.#hear(event.data);
    });
    socket.addEventListener('close', () => {
      if (this.#socket !== socket) return;
      if (!opened) this.#tell({ type: 'refused' });
      this.#lose();
    });
  }

  #lose(): void {
    this.#socket = undefined;
    this.#attempt += 1;
    this.#setState('reconnecting');
    this.#retry = setTimeout(() => this.#connect(), reconnectDelay(this.#attempt, Math.random()));
  }

  #checkPulse(): void {
    const socket = this.#socket;
    if (!socket || this.#state !== 'live' || !isDead(this.#lastHeard, Date.now())) return;
    this.#lose();
    socket.close();
  }

  #ask(topic: Topic, { filter, since }: Subscription): void {
    const last = since?.();
    this.#send({
      type: 'subscribe',
      topic,
      ...(filter ? { filter } : {}),
      ...(last === undefined ? {} : { since: last }),
    });
  }

  #send(frame: ClientFrame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame));
  }

  #hear(data: unknown): void {
    this.#lastHeard = Date.now();
    const frame = readFrame(data);
    if (!frame) {
      const detail = 'The live stream sent something this page does not understand.';
      this.#tell({ type: 'error', code: 'stream_unreadable', detail, next: 'Reload the page.' });
    } else if (frame.type === 'data') {
      const { topic, items, snapshot } = frame;
      this.#subscriptions.get(topic)?.onItems(items, snapshot === true);
    } else if (frame.type === 'gap') {
      this.#subscriptions.get(frame.topic)?.onGap?.(frame.missed);
    } else if (frame.type === 'error') {
      this.#tell(frame);
    }
  }

  #tell(trouble: StreamTrouble): void {
    for (const listener of this.#troubleListeners) listener(trouble);
  }

  #setState(state: StreamState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

type DataFrame = Extract<ServerFrame, { type: 'data' }>;
/** A frame whose items are parsed by their topic's schema and stand without their numbers. */
type ReadFrame = Exclude<ServerFrame, DataFrame> | (Omit<DataFrame, 'items'> & { readonly items: readonly unknown[] });

function readFrame(data: unknown): ReadFrame | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    const frame = ServerFrame.parse(JSON.parse(data));
    if (frame.type !== 'data') return frame;
    const schema = topicItems[frame.topic];
    return { ...frame, items: frame.items.map((item) => schema.parse(item.data)) };
  } catch {
    return undefined; // The caller tells the person; what was sent is of no use to them.
  }
}
