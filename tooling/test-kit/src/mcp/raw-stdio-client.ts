// Owns the raw stdio client: a child process, one JSON message per line (MCP transports, "stdio").
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { LEGACY_VERSION, MODERN_VERSION } from './era.ts';
import { isJsonRpcMessage, parseJson, RawMcpError, type JsonObject, type JsonRpcMessage } from './json-rpc.ts';
import { Mailbox } from './mailbox.ts';
import { RawClient, type RawClientOptions, type RawMcpClient, type RawRequestOptions } from './raw-client.ts';

/** Options of `rawStdioClient`. */
export interface RawStdioOptions extends RawClientOptions {
  readonly command: string;
  readonly args?: readonly string[];
  /** Added to this process's own environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Milliseconds `close()` waits after EOF, and again after SIGTERM, before the next step; default 3000. */
  readonly stepMs?: number;
}

/** How the child left. */
export interface RawStdioExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A raw client that owns the server's process. */
export interface RawStdioClient extends RawMcpClient {
  readonly pid: number | undefined;
  /** Lines on stdout that were no JSON-RPC message: a correct server writes none. */
  readonly noise: readonly string[];
  /** Everything written to stderr so far. */
  stderr(): string;
  /** Writes one line as it is, well-formed or not. */
  writeLine(line: string): void;
  /** Closes the server's stdin, nothing else. */
  endInput(): void;
  /** Resolves when the child is gone; rejects when it could not be started. */
  readonly exited: Promise<RawStdioExit>;
}

/** Starts a command as an MCP server on stdio. `close()` ends its stdin, then sends SIGTERM, then SIGKILL. */
export function rawStdioClient(options: RawStdioOptions): RawStdioClient {
  return new StdioClient(options);
}

class StdioClient extends RawClient implements RawStdioClient {
  readonly noise: string[] = [];
  readonly exited: Promise<RawStdioExit>;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #mailbox: Mailbox;
  readonly #stepMs: number;
  #stderr = '';

  constructor(options: RawStdioOptions) {
    super(options.era === 'modern' ? MODERN_VERSION : LEGACY_VERSION, options);
    this.#stepMs = options.stepMs ?? 3000;
    this.#child = spawn(options.command, [...(options.args ?? [])], {
      env: { ...process.env, ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    this.#mailbox = new Mailbox({
      timeoutMs: options.timeoutMs ?? 15_000,
      onServerRequest: options.onServerRequest,
      reply: async (message) => this.writeLine(JSON.stringify(message)),
    });
    this.exited = this.#watch();
    // Whoever does not ask how the child left must not be failed by it; requests that wait are told below.
    this.exited.catch(() => undefined);
  }

  get notifications(): readonly JsonRpcMessage[] {
    return this.#mailbox.notifications;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  stderr(): string {
    return this.#stderr;
  }

  writeLine(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  endInput(): void {
    this.#child.stdin.end();
  }

  async request(method: string, params?: JsonObject, { signal }: RawRequestOptions = {}): Promise<JsonObject> {
    const id = this.#mailbox.nextId();
    const answer = this.#mailbox.answerTo(id, method);
    const cancel = () => {
      void this.notify('notifications/cancelled', { requestId: id });
      this.#mailbox.fail(id, new RawMcpError(`${method} was cancelled`));
    };
    signal?.addEventListener('abort', cancel, { once: true });
    this.#send({ jsonrpc: '2.0', id, method, params: this.dress(params) });
    return answer.finally(() => signal?.removeEventListener('abort', cancel));
  }

  async notify(method: string, params?: JsonObject): Promise<void> {
    this.#send({ jsonrpc: '2.0', method, params: this.dress(params) });
  }

  async close(): Promise<void> {
    this.endInput();
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const timer = setTimeout(() => this.#child.kill(signal), this.#stepMs * (signal === 'SIGTERM' ? 1 : 2));
      // A child that never started is as gone as one that left.
      this.exited.then(
        () => clearTimeout(timer),
        () => clearTimeout(timer),
      );
    }
    await this.exited.catch(() => undefined);
  }

  #send(message: { readonly [key: string]: unknown }): void {
    this.writeLine(JSON.stringify(message));
  }

  #watch(): Promise<RawStdioExit> {
    const { promise, resolve, reject } = Promise.withResolvers<RawStdioExit>();
    const child = this.#child;
    createInterface({ input: child.stdout }).on('line', (line) => this.#receive(line));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      this.#stderr += chunk;
    });
    // Writing to a child that is gone fails with EPIPE; that it is gone is told by `close` below.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      this.#mailbox.failAll(error);
      reject(error);
    });
    child.on('close', (code, signal) => {
      const tail = this.#stderr.slice(-2000);
      this.#mailbox.failAll(
        new RawMcpError(`The server left (code ${code}, signal ${signal}); its stderr ended with:\n${tail}`),
      );
      resolve({ code, signal });
    });
    return promise;
  }

  #receive(line: string): void {
    const message = parseJson(line);
    if (isJsonRpcMessage(message)) this.#mailbox.receive(message);
    else this.noise.push(line);
  }
}
