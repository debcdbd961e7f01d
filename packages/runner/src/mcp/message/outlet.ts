// Owns the way of messages to one client, as its transport provides it.
import type { RequestId } from './wire-message.ts';

/** What a message is, for transports that send different ones on different streams. */
export interface AboutMessage {
  readonly kind: 'response' | 'notification' | 'request';
  /** The request it belongs to; of a response, its own id. Absent where it belongs to none. */
  readonly relatedTo?: RequestId;
}

/** Takes messages to one client. */
export interface Outlet {
  /** Sends one message, given as JSON text. Never throws, and never waits. */
  send(json: string, about: AboutMessage): void;
  /** Resolves when the client has taken what waits for it; absent or `undefined` when nothing does, so that progress need not be dropped. */
  taken?(): Promise<void> | undefined;
}
