// Owns the IPC channel to the parent: messages are checked in both directions, and sending is done when the bytes have left.
import { ChildMessage, ParentMessage } from '@mcpm/domain';

/** The part of a process that is an IPC channel; `process` is one when it was forked. */
export interface IpcProcess {
  readonly connected?: boolean;
  send?(message: unknown, callback: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
}

/** Speaks the managed protocol with the parent. */
export class ParentChannel {
  readonly #ipc: IpcProcess;

  constructor(ipc: IpcProcess) {
    this.#ipc = ipc;
  }

  /** Whether there is a parent to speak to. */
  get connected(): boolean {
    return this.#ipc.connected === true;
  }

  /** Sends one message; resolves once it has left, or when the parent is gone. */
  async send(message: ChildMessage): Promise<void> {
    const checked = ChildMessage.parse(message);
    if (!this.connected) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    // A parent that left between the question and the answer is told of by `disconnect`.
    this.#ipc.send?.(checked, () => resolve());
    return promise;
  }

  /** Hands on every message that is one of the managed protocol; the others are reported. */
  listen(onMessage: (message: ParentMessage) => void, onUnknown: (complaint: string) => void): void {
    this.#ipc.on('message', (raw) => {
      const parsed = ParentMessage.safeParse(raw);
      if (parsed.success) onMessage(parsed.data);
      else onUnknown(`A message of the parent is not understood: ${parsed.error.issues[0]?.message ?? 'unknown type'}`);
    });
  }

  /** Told when the parent is gone. */
  onGone(listener: () => void): void {
    this.#ipc.on('disconnect', listener);
  }
}
