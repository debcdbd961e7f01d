// Owns the runner as a process of its own: the command it is started with, and where it then serves.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@mcpm/test-kit';

/** What is started. */
export interface RunnerStart {
  /** The file that `node` runs. */
  readonly bin: string;
  /** Path or URL of the document. */
  readonly document: string;
  /** More arguments. */
  readonly args?: readonly string[];
  /** More variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A command as programs want it. */
export interface RunnerCommand {
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** A runner that serves HTTP; it ends with the scope. */
export interface HttpRunner extends AsyncDisposable {
  /** Its MCP endpoint. */
  readonly url: string;
  readonly pid: number;
  /** What it logged so far. */
  log(): string;
  /** What it wrote to standard output so far: nothing, if it is right. */
  output(): string;
  /** Whether it still runs. */
  alive(): boolean;
}

/** Characters of the log of a runner that does not come up which are told. */
const LAST_WORDS = 2_000;

/** The command of a runner on standard input and output. Nothing of this process's environment but the path goes with it. */
export function runnerCommand({ bin, document, args = [], env = {} }: RunnerStart): RunnerCommand {
  return {
    command: process.execPath,
    args: [bin, '--openapi', document, ...args],
    env: { PATH: process.env['PATH'] ?? '', MCPM_CACHE_DIR: join(tmpdir(), 'mcpm-conformance-cache'), ...env },
  };
}

/** Starts a runner at a free port. Rejects if it does not come up. */
export async function startRunner(transport: 'sse' | 'streamable', start: RunnerStart): Promise<HttpRunner> {
  const { command, args, env } = runnerCommand(start);
  const child = spawn(command, [...args, '--transport', transport, '--port', '0'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const log = gather(child.stderr);
  const output = gather(child.stdout);
  const alive = () => child.exitCode === null && child.signalCode === null;
  const stop = async () => {
    if (!alive()) return;
    child.kill('SIGTERM');
    await exited;
  };
  try {
    const url = await eventually(
      () => {
        if (!alive()) return undefined;
        const found = /Serving MCP \(\w+\) at (http:[^\s"]+)/.exec(log())?.[1];
        if (found === undefined) throw new Error('It does not say where it serves');
        return found;
      },
      { timeoutMs: 20_000 },
    );
    if (url === undefined) throw new Error('It ended');
    return { url, pid: child.pid ?? 0, log, output, alive, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw new Error(`The runner did not come up: ${log().slice(-LAST_WORDS)}`, { cause: error });
  }
}

function gather(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}
