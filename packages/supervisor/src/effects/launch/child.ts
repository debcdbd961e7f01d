// Owns the words for a child that was spawned: what it is connected to, what it does, and what can be done to it.
import type { Readable, Writable } from 'node:stream';
import type { ParentMessage } from '@mcpm/domain';
import type { ChannelListener } from '../channel/message-channel.ts';
import type { ProcessIdentity } from '../end/identity.ts';

/** What a child is connected to. `stdout` is absent when it is to be a pipe. */
export interface ChildDescriptors {
  readonly stdout: number | undefined;
  readonly stderr: number;
  /** A bound socket, handed down under the number named in `MCPM_LISTEN_FD`. */
  readonly listen: number | undefined;
}

/** What the child does, as it does it. Messages come before the exit. */
export interface ChildListener extends ChannelListener {
  readonly onExit: (code: number | null, signal: string | null) => void;
}

/** A child that was spawned. */
export interface Child {
  /** Who it is; with the level `namespace` the process that holds the namespace. */
  readonly identity: ProcessIdentity;
  /** Who runs the command itself: what a measurement is about. */
  readonly program: () => ProcessIdentity;
  /** Absent when it is to outlive us. */
  readonly stdin: Writable | undefined;
  /** The pipe, when stdout is one. */
  readonly stdout: Readable | undefined;
  /** False when the message cannot be delivered; never throws. */
  readonly send: (message: ParentMessage) => boolean;
  /** Sends a signal to the child's whole process group; false when nothing is left of it. */
  readonly signal: (signal: NodeJS.Signals) => boolean;
  /** Whether it has not exited yet. */
  readonly isAlive: () => boolean;
  /** Resolves when it exited and all its pipes are closed; what it sent and wrote before was told by then. */
  readonly closed: Promise<void>;
  /** Closes the pipes that are still open: after an exit, a descendant that went its own way may hold them. */
  readonly release: () => void;
}
