// Owns the IPC channel to the parent: messages are checked in both directions, and sending is done when the bytes have left.
import type { ChildMessage, ParentMessage } from '@mcpm/domain';
import { compileAccept } from '../accept/compile-accept.ts';
import { messageSchemas } from './message-schemas.ts';

/** The part of a process that is an IPC channel; `process` is one when it was forked. */
export interface IpcProcess {
  readonly connected?: boolean;
  send?(message: unknown, callback: (error: Error | null) => void): boolean;
  on(event: 'message', listener: (message: unknown) => void): unknown;
}

/** Speaks the managed protocol with the parent. The schemas are loaded only by a message that does not plainly fit. */
export class ParentChannel {
  readonly #ipc: IpcProcess;
  readonly #told: (message: unknown) => message is ChildMessage;
  readonly #asked: (message: unknown) => message is ParentMessage;

  constructor(ipc: IpcProcess) {
    const { child, parent } = messageSchemas();
    const [fitsChild, fitsParent] = [compileAccept(child), compileAccept(parent)];
    this.#ipc = ipc;
    this.#told = (message): message is ChildMessage => fitsChild(message);
    this.#asked = (message): message is ParentMessage => fitsParent(message);
  }

  /** Whether there is a parent to speak to. */
  get connected(): boolean {
    return this.#ipc.connected === true;
  }

  /** Sends one message; resolves once it has left, or when the parent is gone. Rejects where it is none of the protocol. */
  async send(message: ChildMessage): Promise<void> {
    const checked = this.#told(message) ? message : (await import('./judge-message.ts')).judgeTold(message);
    if (!this.connected) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    // A parent that left between the question and the answer is told of by `disconnect`.
    this.#ipc.send?.(checked, () => resolve());
    return promise;
  }

  /** Hands on every message that is one of the managed protocol; the others are reported. */
  listen(onMessage: (message: ParentMessage) => void, onUnknown: (complaint: string) => void): void {
    this.#ipc.on('message', (raw) => {
      if (this.#asked(raw)) onMessage(raw);
      else void this.#judge(raw, onMessage, onUnknown);
    });
  }

  async #judge(
    raw: unknown,
    onMessage: (message: ParentMessage) => void,
    onUnknown: (complaint: string) => void,
  ): Promise<void> {
    const { judgeAsked } = await import('./judge-message.ts');
    const judged = judgeAsked(raw);
    if ('type' in judged) onMessage(judged);
    else onUnknown(`A message of the parent is not understood: ${judged.complaint}`);
  }
}
