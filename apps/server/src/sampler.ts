// Owns what becomes of measurements: the supervisor's regular ones, and one soon after a process told statistics.
import type { ProcessEvent, ProcessMetrics } from '@mcpm/domain';
import type { SystemLog } from '@mcpm/manager';
import type { Monitor } from '@mcpm/monitor';
import type { ProcessManager } from '@mcpm/supervisor';

const FLUSH_MS = 60_000;

/** What the sampler works with. */
export interface SamplerParts {
  readonly processes: ProcessManager;
  readonly monitor: Monitor;
  readonly log: SystemLog;
  /** Called with every sample. */
  readonly onSample: (sample: ProcessMetrics) => void;
}

/** Keeps and tells samples until `close`, which also writes the last rollups. */
export function startSampler(parts: SamplerParts): { readonly close: () => Promise<void> } {
  const { processes, monitor, log, onSample } = parts;
  const keep = (sample: ProcessMetrics): void => {
    monitor.record(sample);
    onSample(sample);
  };
  const measure = async (id: string): Promise<void> => {
    const sample = await processes.getProcessMetrics(id);
    if (sample) keep(sample);
  };
  const report = (error: unknown): void => log.write('warn', 'A measurement failed.', error);
  const unsubscribe = processes.subscribe((event: ProcessEvent) => {
    const tells = event.type === 'message' && (event.message.type === 'stats' || event.message.type === 'ready');
    if (event.type === 'metrics') keep(event.metrics);
    if (tells) measure(event.id).catch(report);
    if (event.type === 'message' && event.message.type === 'stats' && event.message.tools !== undefined)
      monitor.recordTools(event.id, event.runId, event.message.tools);
    if (event.type === 'removed') monitor.forget(event.id);
  });
  const flushing = setInterval(() => void monitor.flush().catch(report), FLUSH_MS);
  return {
    async close() {
      unsubscribe();
      clearInterval(flushing);
      await monitor.flush();
    },
  };
}
