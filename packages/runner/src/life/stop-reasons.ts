// Owns noticing that the process shall leave or reload: signals, the end of standard input, a parent that is gone.
import type { Readable } from 'node:stream';

/** What to listen to, and whom to tell. */
export interface StopReasonParts {
  /** Standard input, when its end means leave. */
  readonly input: Readable | undefined;
  /** Someone else reads the input; otherwise what comes is thrown away. */
  readonly inputIsRead: boolean;
  /** Told the reason to leave, in a few words. */
  readonly leave: (reason: string) => void;
  /** Told that standard input ended; once or more. */
  readonly inputEnded: () => void;
  readonly reload: () => void;
}

/** Listens until the process ends. */
export function watchStopReasons({ input, inputIsRead, leave, inputEnded, reload }: StopReasonParts): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leave(signal));
  process.on('SIGHUP', reload);
  process.on('disconnect', () => leave('the parent is gone'));
  if (input === undefined) return;
  input.once('end', inputEnded).once('close', inputEnded).once('error', inputEnded);
  if (!inputIsRead) input.resume();
}
