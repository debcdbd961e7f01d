// Owns the servers of tests as real processes: started by the name of their program, killed at the end of the scope.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '@mcpm/test-kit';
import type { GatewayTarget } from '../src/index.ts';

/** The programs of `test/programs`, named after their behaviour. */
export type Program =
  | 'speaks-stdio'
  | 'speaks-legacy'
  | 'never-answers'
  | 'speaks-streamable'
  | 'keeps-sessions'
  | 'speaks-sse';

/** A server that runs. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #exited: Promise<unknown>;
  #stderr = '';

  constructor(program: Program) {
    const path = fileURLToPath(new URL(`programs/${program}.mjs`, import.meta.url));
    this.#process = spawn(process.execPath, [path], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#exited = once(this.#process, 'exit');
    this.#process.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      this.#stderr += chunk;
    });
  }

  /** Everything it said on stderr. */
  get stderr(): string {
    return this.#stderr;
  }

  /** Waits until it has said this on stderr. */
  async says(text: string): Promise<void> {
    await eventually(() => {
      if (!this.#stderr.includes(text)) throw new Error(`It did not say "${text}" but:\n${this.#stderr}`);
    });
  }

  /** As a target on its pipe. */
  stdio(name: string, runId = 1): GatewayTarget {
    return { kind: 'stdio', id: `id-${name}`, name, runId, pipe: this.pipe };
  }

  /** Its ends of the protocol. */
  get pipe(): { readonly stdin: Writable; readonly stdout: Readable } {
    const { stdin, stdout } = this.#process;
    return { stdin, stdout };
  }

  /** As a target that listens by itself. */
  async http(name: string, transport: 'streamable' | 'sse', runId = 1): Promise<GatewayTarget> {
    await this.says('listening');
    const port = /listening (\d+)/.exec(this.#stderr)?.[1];
    const url = `http://127.0.0.1:${port}/${transport === 'sse' ? 'sse' : 'mcp'}`;
    return { kind: 'http', id: `id-${name}`, name, runId, transport, url };
  }

  /** SIGKILL, and wait until it is gone. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL');
    await this.#exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) await this.kill();
  }
}
