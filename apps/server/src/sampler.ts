// Owns the rhythm of measurement: every process each ten seconds, and soon after it told statistics.
import type { ProcessEvent, ProcessMetrics } from '@mcpm/domain';
import type { SystemLog } from '@mcpm/manager';
import type { Monitor } from '@mcpm/monitor';
import type { ProcessManager } from '@mcpm/supervisor';

const SWEEP_MS = 10_000;
const FLUSH_MS = 60_000;

/** What the sampler works with. */
export interface SamplerParts {
  readonly processes: ProcessManager;
  readonly monitor: Monitor;
  readonly log: SystemLog;
  /** Called with every sample. */
  readonly onSample: (sample: ProcessMetrics) => void;
}

/** Measures until `close`, which also writes the last rollups. */
export function startSampler(parts: SamplerParts): { readonly close: () => Promise<void> } {
  const { processes, monitor, log, onSample } = parts;
  const measure = async (id: string): Promise<void> => {
    const sample = await processes.getProcessMetrics(id);
    if (!sample) return;
    monitor.record(sample);
    onSample(sample);
  };
  const report = (error: unknown): void => log.write('warn', 'A measurement failed.', error);
  const sweep = (): void => {
    for (const { id, pid } of processes.listProcesses()) if (pid !== undefined) measure(id).catch(report);
  };
  const unsubscribe = processes.subscribe((event: ProcessEvent) => {
    const tells = event.type === 'message' && (event.message.type === 'stats' || event.message.type === 'ready');
    if (tells) measure(event.id).catch(report);
    if (event.type === 'message' && event.message.type === 'stats' && event.message.tools !== undefined)
      monitor.recordTools(event.id, event.runId, event.message.tools);
    if (event.type === 'removed') monitor.forget(event.id);
  });
  const sweeping = setInterval(sweep, SWEEP_MS);
  const flushing = setInterval(() => void monitor.flush().catch(report), FLUSH_MS);
  return {
    async close() {
      unsubscribe();
      clearInterval(sweeping);
      clearInterval(flushing);
      await monitor.flush();
    },
  };
}
