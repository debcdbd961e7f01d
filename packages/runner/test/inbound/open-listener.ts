// Owns a real listener in tests: the guard and the door of options as a person gives them, before an endpoint that says who calls.
import { RunnerOptions, type RunnerOptionsInput } from '@mcpm/domain';
import { listen } from '../../src/http/listen.ts';
import { openDoor } from '../../src/inbound/open-door.ts';
import { Logger } from '../../src/log/logger.ts';

/** A listener on a free port. */
export interface OpenListener extends AsyncDisposable {
  readonly port: number;
  /** `http://127.0.0.1:<port>/mcp`. */
  readonly url: string;
  /** Everything that was logged. */
  readonly lines: readonly string[];
  /** Asks the endpoint, or another path. */
  ask(headers?: Readonly<Record<string, string>>, path?: string): Promise<Response>;
}

/** Listens; the endpoint answers with its caller as JSON. */
export async function openListener(options: Omit<RunnerOptionsInput, 'openapi'>): Promise<OpenListener> {
  const lines: string[] = [];
  const log = new Logger({ level: 'debug', sink: { write: (line) => lines.push(line) }, now: () => new Date(0) });
  const parsed = RunnerOptions.parse({ openapi: '-', transport: 'streamable', ...options });
  const listener = await listen(
    { host: '127.0.0.1', port: 0 },
    {
      rules: parsed,
      door: (port) => openDoor(parsed, { port, log, env: {} }),
      endpoint: {
        claims: (path) => path === parsed.endpoint,
        handle: async (_request, response, caller) => {
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify(caller));
        },
      },
      maxConnections: parsed.maxConnections,
      log,
    },
  );
  const base = `http://127.0.0.1:${listener.port}`;
  return {
    port: listener.port,
    url: `${base}/mcp`,
    lines,
    ask: (headers = {}, path = '/mcp') => fetch(`${base}${path}`, { headers }),
    [Symbol.asyncDispose]: async () => {
      const stopped = listener.stop();
      listener.cut();
      await stopped;
    },
  };
}
