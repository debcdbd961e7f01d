// Spreads documents over a few processes, so that one that crashes or hangs costs one document only.
import { fork, type ChildProcess } from 'node:child_process';
import { failedReport, type DocumentReport } from '../check/inspect-document.ts';
import type { WorkerMessage } from './corpus-worker.ts';

/** How documents are spread. */
export interface InspectAllOptions {
  /** Number of processes. */
  readonly workers: number;
  /** Longest time for one document, from the file to the tools, in ms. */
  readonly compileMs: number;
  /** Longest time for the checks of one document, in ms. */
  readonly checkMs: number;
  /** Documents that get a process of their own, so that its memory is theirs alone. Default: none. */
  readonly alone?: ReadonlySet<string>;
  /** Called after each document. */
  readonly onReport: (report: DocumentReport) => void;
}

/** All reports in the order of `ids`, and the most memory that one process held, in bytes. */
export interface Inspection {
  readonly reports: readonly DocumentReport[];
  readonly peakMemory: number;
}

/** Inspects documents by their ids. */
export async function inspectAll(ids: readonly string[], options: InspectAllOptions): Promise<Inspection> {
  const reports = new Map<string, DocumentReport>();
  let peakMemory = 0;
  const queue = ids.values();
  const work = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    for (const id of queue) {
      const isAlone = options.alone?.has(id) === true;
      if (isAlone) worker = end(worker);
      worker ??= fork(new URL('corpus-worker.ts', import.meta.url));
      const answer = await ask(worker, id, options);
      if (answer.peakMemory === undefined) worker = undefined;
      peakMemory = Math.max(peakMemory, answer.peakMemory ?? 0);
      reports.set(id, answer.report);
      options.onReport(answer.report);
      if (isAlone) worker = end(worker);
    }
    end(worker);
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return { reports: ids.flatMap((id) => reports.get(id) ?? []), peakMemory };
}

function end(worker: ChildProcess | undefined): undefined {
  if (worker?.connected) worker.disconnect();
}

/** What became of a document; without `peakMemory`, bytes, the worker is gone. */
interface Answer {
  readonly report: DocumentReport;
  readonly peakMemory?: number;
}

/** Has one document inspected; a worker that takes too long is killed, and one that dies speaks for its document. */
async function ask(worker: ChildProcess, id: string, limits: InspectAllOptions): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const from = performance.now();
  const fail = (reason: string): void => resolve({ report: failedReport(id, performance.now() - from, reason) });
  const limit = (ms: number, what: string): NodeJS.Timeout =>
    setTimeout(() => {
      worker.kill('SIGKILL');
      fail(`${what} takes longer than ${ms / 1000} s`);
    }, ms);
  let timer = limit(limits.compileMs, 'compiling');
  const onMessage = (message: WorkerMessage): void => {
    clearTimeout(timer);
    if (message.kind === 'report') resolve(message);
    else timer = limit(limits.checkMs, 'checking');
  };
  const onExit = (code: number | null, signal: string | null): void => fail(`the process ended with ${signal ?? code}`);
  const onError = (error: Error): void => fail(`the process cannot be reached: ${error.message}`);
  worker.on('message', onMessage).once('exit', onExit).on('error', onError);
  worker.send(id);
  const answer = await promise;
  clearTimeout(timer);
  worker.off('message', onMessage).off('exit', onExit);
  // A killed worker may still fail to be told something; nobody waits for it any more.
  if (answer.peakMemory !== undefined) worker.off('error', onError);
  return answer;
}
