// Owns a runner of any transport with a client of any era that has said hello.
import { rawSseClient, rawStdioClient, rawStreamableClient, type Era, type RawMcpClient } from '@mcpm/test-kit';
import { runnerArgs, startRunner } from './runner-process.ts';

/** What is served, and how. */
export interface ServedDocument {
  readonly transport: 'stdio' | 'streamable' | 'sse';
  readonly era: Era;
  readonly document: string;
  readonly args?: readonly string[];
}

/** The client, what the server said when it was greeted, and the way to have it read its document again. */
export interface DocumentClient extends AsyncDisposable {
  readonly client: RawMcpClient;
  readonly greeting: Readonly<Record<string, unknown>>;
  readonly hup: () => void;
}

/** Every transport in every era it has. */
export const WAYS = [
  ['stdio', 'legacy'],
  ['stdio', 'modern'],
  ['streamable', 'legacy'],
  ['streamable', 'modern'],
  ['sse', 'legacy'],
] as const;

/** Starts it; all of it ends with the scope. Standing streams are open where a client has them. */
export async function serveDocument({ transport, era, document, args = [] }: ServedDocument): Promise<DocumentClient> {
  const stack = new AsyncDisposableStack();
  const all = ['--openapi', document, '--no-cache', ...args];
  const { client, hup, listen } = await connect();
  stack.use(client);
  const greeting = era === 'legacy' ? await client.initialize() : await client.discover();
  if (era === 'legacy') await listen?.();
  return { client, greeting, hup, [Symbol.asyncDispose]: () => stack.disposeAsync() };

  async function connect(): Promise<Connected> {
    if (transport === 'stdio') {
      const client = rawStdioClient({ command: process.execPath, args: runnerArgs(...all), era });
      return { client, hup: () => hangUp(client.pid) };
    }
    const runner = stack.use(startRunner([...all, '--transport', transport, '--port', '0']));
    const hup = () => hangUp(runner.child.pid);
    const url = await runner.url();
    if (transport === 'sse') return { client: rawSseClient({ url }), hup };
    const client = rawStreamableClient({ url, era });
    return { client, hup, listen: () => client.listen() };
  }
}

interface Connected {
  readonly client: RawMcpClient;
  readonly hup: () => void;
  readonly listen?: () => Promise<void>;
}

function hangUp(pid: number | undefined): void {
  if (pid === undefined) throw new Error('There is no process');
  process.kill(pid, 'SIGHUP');
}
