// Owns everything a managed runner does besides serving: it reports to its parent and obeys it.
import type { ChildMessage, ParentMessage } from '@mcpm/domain';
import type { CallFigures } from '../call/call-statistics.ts';
import type { Logger } from '../log/logger.ts';
import { ManagedReport } from './managed-report.ts';
import { ParentChannel, type IpcProcess } from './parent-channel.ts';

/** What the parent may ask for, and what it is told. */
export interface ManagedSideParts {
  readonly ipc: IpcProcess;
  readonly log: Logger;
  readonly figures: () => CallFigures;
  readonly connections: () => number;
  readonly reload: () => void;
  /** Told the reason to leave, in a few words. */
  readonly leave: (reason: string) => void;
}

/** The runner as its parent sees it. */
export class ManagedSide {
  readonly #parts: ManagedSideParts;
  readonly #channel: ParentChannel;
  readonly #report: ManagedReport;

  /** Obeys from now on. */
  constructor(parts: ManagedSideParts) {
    const { ipc, log, figures, connections } = parts;
    this.#parts = parts;
    this.#channel = new ParentChannel(ipc);
    if (!this.#channel.connected) log.warn('--managed was given, but there is no IPC channel to a manager');
    this.#report = new ManagedReport({ figures, connections, send: (message) => void this.#channel.send(message) });
    this.#channel.listen(
      (message) => this.#answer(message),
      (complaint) => log.warn(complaint),
    );
  }

  /** A call was made. */
  called(): void {
    this.#report.called();
  }

  /** Tells the parent something; resolves once it has left, or when the parent is gone. */
  tell(message: ChildMessage): Promise<void> {
    return this.#channel.send(message);
  }

  /** Reports no more. */
  stop(): void {
    this.#report.stop();
  }

  #answer(message: ParentMessage): void {
    if (message.type === 'health-check') this.#report.answerHealth(message.id);
    else if (message.type === 'reload') this.#parts.reload();
    else this.#parts.leave('the manager asked for it');
  }
}
