// Owns the conversation with a runner: its process, and the official client connected to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Client, SSEClientTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { eventually } from '@mcpm/test-kit';
import type { Pass } from './pass.ts';

/** The protocol revision that belongs to each era. */
const MODERN = '2026-07-28';

/** How much of the log of a runner that does not come up is told. */
const LAST_WORDS = 500;

/** How a runner is started. */
export interface RunnerStart {
  /** The file that `node` runs. */
  readonly bin: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** A client and the runner behind it; both end with the scope. */
export interface Conversation extends AsyncDisposable {
  readonly client: Client;
  /** What the runner logged so far. */
  log(): string;
}

/** Starts a runner and connects. Rejects if it does not come up, or if another era was negotiated than the pass is about. */
export async function converse(pass: Pass, start: RunnerStart): Promise<Conversation> {
  const client = new Client(
    { name: 'mcpm-fidelity', version: '1.0.0' },
    { versionNegotiation: { mode: pass.era === 'modern' ? 'auto' : 'legacy' } },
  );
  const conversation =
    pass.transport === 'stdio' ? await overStdio(client, start) : await overHttp(client, pass, start);
  const version = client.getNegotiatedProtocolVersion();
  if ((version === MODERN) === (pass.era === 'modern')) return conversation;
  await conversation[Symbol.asyncDispose]();
  throw new Error(`The ${pass.era} era was asked for, and ${version ?? 'no version'} was negotiated.`);
}

async function overStdio(client: Client, { bin, args, env }: RunnerStart): Promise<Conversation> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [bin, ...args],
    env: { ...env },
    stderr: 'pipe',
  });
  const log = gather(transport.stderr);
  await client.connect(transport).catch((error: unknown) => fail(error, log()));
  return { client, log, [Symbol.asyncDispose]: () => client.close() };
}

async function overHttp(client: Client, pass: Pass, { bin, args, env }: RunnerStart): Promise<Conversation> {
  const child = spawn(process.execPath, [bin, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit');
  const log = gather(child.stderr);
  const close = async (): Promise<void> => {
    await client.close();
    child.kill('SIGTERM');
    await exited;
  };
  try {
    const url = await eventually(
      () => {
        if (child.exitCode !== null) return undefined;
        const found = /Serving MCP \(\w+\) at (http:[^\s"]+)/.exec(log())?.[1];
        if (found === undefined) throw new Error('It does not say where it serves');
        return new URL(found);
      },
      { timeoutMs: 20_000 },
    );
    if (url === undefined) throw new Error('It ended');
    await client.connect(
      pass.transport === 'sse' ? new SSEClientTransport(url) : new StreamableHTTPClientTransport(url),
    );
  } catch (error) {
    child.kill('SIGKILL');
    await exited;
    return fail(error, log());
  }
  return { client, log, [Symbol.asyncDispose]: close };
}

function gather(stream: NodeJS.EventEmitter | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

function fail(error: unknown, log: string): never {
  throw new Error(`The runner cannot be reached: ${String(error)} ${log.slice(-LAST_WORDS)}`, { cause: error });
}
