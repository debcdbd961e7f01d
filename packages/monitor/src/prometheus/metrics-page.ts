// Owns the Prometheus text: names, help and labels of our metrics, in a registry of their own.
import { histogramText, Status } from '@mcpm/domain';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { ServerRow, ServerState } from './server-rows.ts';
import type { ToolRow } from './tool-rows.ts';

/** The metrics of mcpm and of its own process, as text. */
export class MetricsPage {
  readonly #registry = new Registry();
  readonly #servers: Gauge<'status'>;
  readonly #up: Gauge<'server'>;
  readonly #restarts: Counter<'server'>;
  readonly #cpu: Gauge<'server'>;
  readonly #memory: Gauge<'server'>;
  readonly #calls: Counter<'server'>;
  readonly #errors: Counter<'server'>;
  readonly #responseTime: Gauge<'server' | 'quantile'>;
  readonly #toolErrors: Counter<'server' | 'tool'>;

  constructor() {
    const registers = [this.#registry];
    const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['server'] as const, registers });
    const counter = (name: string, help: string) =>
      new Counter({ name, help, labelNames: ['server'] as const, registers });
    this.#servers = new Gauge({ name: 'mcpm_servers', help: 'Servers by status.', labelNames: ['status'], registers });
    this.#up = gauge('mcpm_server_up', '1 while the server is running and not unhealthy, else 0.');
    this.#restarts = counter('mcpm_process_restarts_total', 'Restarts of the process.');
    this.#cpu = gauge('mcpm_process_cpu_percent', 'Processor use of the process in percent of one core.');
    this.#memory = gauge('mcpm_process_memory_bytes', 'Resident memory of the process in bytes.');
    this.#calls = counter('mcpm_tool_calls_total', 'Tool calls since mcpm started.');
    this.#errors = counter('mcpm_tool_errors_total', 'Tool calls that ended with an error since mcpm started.');
    this.#responseTime = new Gauge({
      name: 'mcpm_response_time_ms',
      help: 'Response time of the upstream in milliseconds over the last calls.',
      labelNames: ['server', 'quantile'],
      registers,
    });
    this.#toolErrors = new Counter({
      name: 'mcpm_tool_call_errors_total',
      help: 'Calls of the tool that ended with an error since mcpm started.',
      labelNames: ['server', 'tool'],
      registers,
    });
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Content type of the text. */
  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The text for what is known now; series of servers that are gone are gone from it too. */
  async render(
    servers: readonly ServerState[],
    rows: readonly ServerRow[],
    tools: readonly ToolRow[],
  ): Promise<string> {
    const counts = new Map<string, number>(Status.options.map((status) => [status, 0]));
    for (const { status } of servers) counts.set(status, (counts.get(status) ?? 0) + 1);
    this.#servers.reset();
    for (const [status, count] of counts) this.#servers.set({ status }, count);
    const ours = [this.#up, this.#restarts, this.#cpu, this.#memory, this.#calls, this.#errors, this.#responseTime];
    for (const metric of ours) metric.reset();
    for (const row of rows) this.#show(row);
    this.#toolErrors.reset();
    for (const { labels, figures } of tools) this.#toolErrors.inc(labels, figures.errors);
    const durations = histogramText(
      'mcpm_tool_call_duration_seconds',
      'What calls of the tool took since mcpm started.',
      tools,
    );
    return `${await this.#registry.metrics()}\n${durations}`;
  }

  #show({ server, up, restarts, cpu, memory, calls, errors, p50, p95, p99 }: ServerRow): void {
    const gauges = [
      [this.#up, up],
      [this.#cpu, cpu],
      [this.#memory, memory],
    ] as const;
    const counters = [
      [this.#restarts, restarts],
      [this.#calls, calls],
      [this.#errors, errors],
    ] as const;
    for (const [metric, value] of gauges) if (value !== undefined) metric.set({ server }, value);
    for (const [metric, value] of counters) if (value !== undefined) metric.inc({ server }, value);
    for (const [quantile, value] of [
      ['0.5', p50],
      ['0.95', p95],
      ['0.99', p99],
    ] as const) {
      if (value !== undefined) this.#responseTime.set({ server, quantile }, value);
    }
  }
}
