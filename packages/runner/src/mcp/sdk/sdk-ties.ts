// Owns what ties the SDK's half of a conversation to the whole.
import type { ClientWishes } from '../methods/client-wishes.ts';
import type { Outlet } from '../message/outlet.ts';
import type { Era } from '../message/revisions.ts';
import type { Origin } from '../methods/server-methods.ts';

/** How the SDK's half is tied to the conversation. */
export interface SdkTies {
  readonly outlet: Outlet;
  /** What the client of the legacy era wants to be told. */
  readonly wishes: ClientWishes;
  /** The legacy revision, as far as it was negotiated. */
  readonly revision: () => string | undefined;
  /** Told the revision that the SDK agreed on. */
  readonly onInitialized: (revision: string) => void;
}

/** Of which era a message is, and whose it is. */
export interface Sent {
  readonly origin: Origin;
  readonly era: Era;
}
