// The process that inspects documents, one at a time, as it is told over IPC; it ends when the channel closes.
import { inspectDocument, type DocumentReport } from '../check/inspect-document.ts';

/** What a worker says: that a document is compiled and being checked, then what became of it. */
export type WorkerMessage =
  | { readonly kind: 'compiled' }
  | {
      readonly kind: 'report';
      readonly report: DocumentReport;
      /** The most memory this process has held so far, in bytes. */
      readonly peakMemory: number;
    };

function say(message: WorkerMessage): void {
  process.send?.(message);
}

process.on('message', (id: string) => {
  void inspectDocument(id, () => say({ kind: 'compiled' })).then((report) =>
    say({ kind: 'report', report, peakMemory: process.resourceUsage().maxRSS * 1024 }),
  );
});
