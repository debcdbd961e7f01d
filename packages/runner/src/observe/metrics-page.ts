// Owns `/metrics` of a runner: its figures as Prometheus text, beside the MCP endpoint and behind the same guard. Loaded where it was asked for.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { histogramText } from '@mcpm/domain';
import { Counter, Gauge, Registry } from 'prom-client';
import type { CallFigures } from '../call/call-statistics.ts';
import type { HttpHandler } from '../http/http-handler.ts';
import { requestPath } from '../http/request-path.ts';
import { EventLoopDelay } from '../runtime/event-loop-delay.ts';

/** Path of the page. */
const PATH = '/metrics';

/** Where the figures come from. */
export interface MetricsSource {
  readonly figures: () => CallFigures;
  /** MCP clients talking to the server now. */
  readonly connections: () => number;
}

/** The page, and everything else as `handler` has it. */
export function withMetrics(handler: HttpHandler, source: MetricsSource): HttpHandler {
  const page = new MetricsPage(source);
  return {
    claims: (path) => path === PATH || handler.claims(path),
    handle: (request, response, caller) =>
      requestPath(request) === PATH ? page.answer(request, response) : handler.handle(request, response, caller),
  };
}

/** The metrics of this process. */
class MetricsPage {
  readonly #registry = new Registry();
  readonly #source: MetricsSource;
  readonly #errors: Counter<'tool'>;
  readonly #delay = new EventLoopDelay();

  constructor(source: MetricsSource) {
    const registers = [this.#registry];
    this.#source = source;
    this.#errors = new Counter({
      name: 'mcpm_tool_call_errors_total',
      help: 'Tool calls that ended with an error.',
      labelNames: ['tool'],
      registers,
    });
    const gauge = (name: string, help: string, value: () => number) =>
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(value());
        },
      });
    gauge('mcpm_connections', 'MCP clients talking to the server.', source.connections);
    gauge('process_resident_memory_bytes', 'Resident memory of the process.', () => process.memoryUsage.rss());
    gauge('process_heap_bytes', 'Used heap of the process.', () => process.memoryUsage().heapUsed);
    gauge('process_uptime_seconds', 'Time since the process began.', () => process.uptime());
    const delay = 'Delay of the event loop since the last look, 99th percentile.';
    gauge('nodejs_eventloop_lag_p99_seconds', delay, () => this.#delay.takeP99Ms() / 1_000);
  }

  /** Answers a request for the page; never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const text = await this.render();
    response.writeHead(200, { 'content-type': this.#registry.contentType, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : text);
  }

  /** The text for now. */
  async render(): Promise<string> {
    const { tools = [] } = this.#source.figures();
    this.#errors.reset();
    for (const { tool, errors } of tools) this.#errors.inc({ tool }, errors);
    const rows = tools.map((figures) => ({ labels: { tool: figures.tool }, figures }));
    const durations = histogramText('mcpm_tool_call_duration_seconds', 'What tool calls took.', rows);
    return `${await this.#registry.metrics()}\n${durations}`;
  }
}
