// Owns running the runner from source as a real process.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '@mcpm/test-kit';

const bin = fileURLToPath(new URL('../src/bin.ts', import.meta.url));

/** Arguments of `node` that run the runner from source. */
export function runnerArgs(...args: readonly string[]): string[] {
  return ['--conditions=mcpm-source', '--no-warnings', bin, ...args];
}

/** A runner that was started. */
export interface RunnerProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  /** Messages over IPC, in order. */
  readonly messages: readonly unknown[];
  /** Everything said on standard error, and on standard output, so far. */
  stderr(): string;
  stdout(): string;
  /** The URL it says it serves at. */
  url(): Promise<string>;
  /** Exit code or signal, once it is gone. */
  readonly exited: Promise<number | NodeJS.Signals | null>;
}

/** Starts `mcpm-runner` with an IPC channel and piped streams; ended at the end of the scope. */
export function startRunner(args: readonly string[], env: Readonly<Record<string, string>> = {}): RunnerProcess {
  const child = spawn(process.execPath, runnerArgs(...args), {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  const messages: unknown[] = [];
  let stderr = '';
  let stdout = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.on('message', (message) => messages.push(message));
  const ended = [child.stderr, child.stdout].map((stream) => (stream === null ? undefined : once(stream, 'close')));
  // `close` would say the same, but does not come once the channel was cut from this side.
  const exited = Promise.all([once(child, 'exit'), ...ended]).then(([[code, signal]]) => code ?? signal);
  return {
    child,
    messages,
    exited,
    stderr: () => stderr,
    stdout: () => stdout,
    url: () =>
      eventually(
        () => {
          const found = /Serving MCP \(\w+\) at (http:[^\s"]+)/.exec(stderr)?.[1];
          if (found === undefined) throw new Error(`It does not say where it serves: ${stderr}`);
          return found;
        },
        { timeoutMs: 15_000 },
      ),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The parsed lines of a log that is not on a terminal. */
export function logLines(stderr: string): readonly { readonly level: string; readonly msg: string }[] {
  return stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** The same, serving a document over Streamable HTTP at a free port. */
export function startStreamable(document: string, ...options: readonly string[]): RunnerProcess {
  return startRunner(['--openapi', document, '--transport', 'streamable', '--port', '0', ...options]);
}
