// Owns what the bridge needs of a connection to a server, whatever carries it.
import type { McpmError } from '@mcpm/domain';
import type { RpcMessage } from '../json-rpc/rpc-message.ts';

/** A connection to one server, good for one conversation. */
export interface Link {
  /** Sends in order; what cannot be delivered any more shows as `closed`. */
  send(message: RpcMessage): void;
  /** Lets go of the server without ending it. */
  close(): void;
}

/** What a link tells; never before the function that opens it has returned. */
export interface LinkEvents {
  message(message: RpcMessage): void;
  /** Said once, when the link is lost; not after `close()`. */
  closed(failure: McpmError): void;
  /** Something that was no message; it was skipped. */
  noise(error: Error): void;
}

/** Opens a link. */
export type OpenLink = (events: LinkEvents) => Link;
