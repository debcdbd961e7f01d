// Owns what a bridge needs of the other side: a pipe for JSON-RPC messages, whatever carries them.

/** One JSON-RPC message; the bridge looks at its ids and `_meta` only. */
export interface Message {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: { readonly [key: string]: unknown; readonly _meta?: Readonly<Record<string, unknown>> };
  readonly [key: string]: unknown;
}

/** A pipe to a server. */
export interface Channel {
  send(message: Message): Promise<void>;
  /** Ends it, and what was started for it. */
  close(): Promise<void>;
}

/** Opens a pipe; `onMessage` is told what the server says. */
export type OpenChannel = (onMessage: (message: Message) => void) => Promise<Channel>;
