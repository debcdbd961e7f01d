// Owns where process events are written down: output to the logs, exits and health checks to the store.
import type { ProcessEvent } from '@mcpm/domain';
import type { LogBook } from '@mcpm/logs';
import type { SystemLog } from '@mcpm/manager';
import type { Store } from '@mcpm/store';

const levelOf = { healthy: 'info', failing: 'warn', unhealthy: 'error' } as const;

/** A listener for process events that keeps them; failures to keep are told in the system log. */
export function recordProcessEvents(logs: LogBook, store: Store, log: SystemLog): (event: ProcessEvent) => void {
  const keep = (what: string, work: Promise<void>): void => {
    work.catch((error: unknown) => log.write('error', `${what} could not be kept.`, error));
  };
  const unwell = new Set<string>();
  return (event) => {
    const { id: processId, runId } = event;
    if (event.type === 'output') {
      logs.writeOutput({ processId, runId, stream: event.stream, text: event.text });
    } else if (event.type === 'exit') {
      const { exitCode, signal, cause, pid, reason } = event.report;
      logs.endRun(processId, runId);
      const level = cause === 'asked' ? 'info' : 'warn';
      const text =
        pid === undefined
          ? `no process was started (${cause})${reason === undefined ? '' : `: ${reason.detail}`}`
          : `process ${pid} ended (${signal ?? `code ${exitCode ?? '?'}`}, ${cause})`;
      logs.write({ category: 'system', processId, runId, stream: 'system', level, text });
      keep('An exit report', store.runs.append(processId, event.report));
    } else if (event.type === 'health') {
      keep('A health check', store.health.append(event.check));
    } else if (event.type === 'verdict') {
      const { verdict, detail } = event.verdict;
      // That a process is well is news only after it was not.
      if (verdict === 'healthy' && !unwell.delete(processId)) return;
      if (verdict !== 'healthy') unwell.add(processId);
      const text = `health checks: ${verdict}${detail === undefined ? '' : ` (${detail})`}`;
      logs.write({ category: 'system', processId, runId, stream: 'system', level: levelOf[verdict], text });
    } else if (event.type === 'output-lost') {
      const what = event.bytes === 0 ? 'output' : `${event.bytes} bytes`;
      const text = `${what} of ${event.stream} lost${event.detail === undefined ? '' : `: ${event.detail}`}`;
      logs.write({ category: 'system', processId, runId, stream: 'system', level: 'warn', text });
    } else if (event.type === 'removed') {
      unwell.delete(processId);
      // Its files stay; only the descriptor that writes them is given back.
      keep('The end of a log', logs.removeProcess(processId));
    }
  };
}
