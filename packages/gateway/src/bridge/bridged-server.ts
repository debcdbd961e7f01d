// Owns one bridged server: its conversation (one per run), its clients' sessions, and who hears that its lists changed.
import { McpmError } from '@mcpm/domain';
import { Conversation } from '../conversation/conversation.ts';
import type { ServerFacts } from '../conversation/server-facts.ts';
import { isJsonObject, type RpcNotification } from '../json-rpc/rpc-message.ts';
import type { OpenLink } from '../link/link.ts';
import { Sessions, type SessionLimits } from './sessions.ts';

/** The change notifications that reach clients, by the capability they belong to. */
export const listChanged = {
  tools: 'notifications/tools/list_changed',
  prompts: 'notifications/prompts/list_changed',
  resources: 'notifications/resources/list_changed',
} as const;

/** A run of a server, and how to reach it. */
export interface Run {
  readonly name: string;
  readonly runId: number;
  readonly open: OpenLink;
}

/** A conversation whose server has introduced itself. */
export interface Ready {
  readonly conversation: Conversation;
  readonly facts: ServerFacts;
}

/** A client that hears of list changes without a session. */
export interface Listener {
  hear(notification: RpcNotification): void;
  /** Said when the gateway closes. */
  end(): void;
}

/** Lives as long as the gateway; runs of the server come and go. */
export class BridgedServer {
  readonly sessions: Sessions;
  readonly #onError: (error: Error) => void;
  readonly #listeners = new Set<Listener>();
  #current: { readonly runId: number; readonly conversation: Conversation } | undefined;

  constructor(limits: SessionLimits, onError: (error: Error) => void) {
    this.sessions = new Sessions(limits);
    this.#onError = onError;
  }

  /** The conversation with this run; rejects with an `McpmError` when the server does not take part. */
  async converse(run: Run): Promise<Ready> {
    const conversation = this.#conversation(run);
    return { conversation, facts: await conversation.ready };
  }

  /** Lets a client without a session hear every list change, until the function returned is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends conversation, sessions and streams; what waits is answered with this failure. */
  close(failure: McpmError): void {
    this.#current?.conversation.close(failure);
    this.sessions.endAll();
    for (const listener of this.#listeners) listener.end();
  }

  #conversation({ name, runId, open }: Run): Conversation {
    const old = this.#current;
    // Answers of the directory may overtake one another: an older run is never gone back to.
    if (old !== undefined && !old.conversation.closed && old.runId >= runId) return old.conversation;
    old?.conversation.close(new McpmError('process_exited', `Server "${name}" was restarted before it answered.`));
    const conversation = new Conversation(open, {
      server: name,
      onNotification: (notification) => this.#heard(notification),
      onError: this.#onError,
    });
    this.#current = { runId, conversation };
    if (old !== undefined) void this.#announce(conversation);
    return conversation;
  }

  async #announce({ ready }: Conversation): Promise<void> {
    try {
      const { capabilities } = await ready;
      for (const [name, method] of Object.entries(listChanged)) {
        if (isJsonObject(capabilities[name])) this.#heard({ jsonrpc: '2.0', method });
      }
    } catch {
      // Whoever asked for this conversation is told why it failed; there is nothing to announce.
    }
  }

  #heard(notification: RpcNotification): void {
    // Log lines and the like may speak of another client's call: of a shared server only list changes concern everybody.
    if (!Object.values<string>(listChanged).includes(notification.method)) return;
    this.sessions.broadcast(notification);
    for (const listener of this.#listeners) listener.hear(notification);
  }
}
