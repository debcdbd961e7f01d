// Owns one start of the built runner on stdio, from the spawn to the answered tools/list, and its memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { memoryOf } from './figures.ts';

/** What one start took. */
export interface ListFigures {
  /** Milliseconds from the spawn to the last byte of the list. */
  readonly ms: number;
  /** Bytes of that message. */
  readonly bytes: number;
  /** Resident memory when the list was answered, in MB. */
  readonly rss: number;
  /** The same two seconds later. */
  readonly rssAtRest?: number;
}

/** Time after which start-up garbage may be collected and the compiled form is on disk. */
const SETTLE_MS = 2_000;

const bin = fileURLToPath(import.meta.resolve('@mcpm/runner/package.json')).replace('package.json', 'dist/bin.js');

const hello = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
};

/** Starts the runner with these arguments, asks for its tools, and ends it, at once or when it has come to `rest`. */
export async function listOnce(args: readonly string[], rest = false): Promise<ListFigures> {
  const from = performance.now();
  const child = spawn(process.execPath, [bin, '--log-level', 'error', ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  for (const message of [
    hello,
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    { jsonrpc: '2.0', id: 2, method: 'tools/list' },
  ])
    child.stdin.write(`${JSON.stringify(message)}\n`);
  for await (const text of createInterface({ input: child.stdout })) {
    if (!text.includes('"id":2')) continue;
    const ms = performance.now() - from;
    const { rss } = memoryOf(child.pid ?? 0);
    if (rest) await delay(SETTLE_MS);
    const atRest = rest ? { rssAtRest: memoryOf(child.pid ?? 0).rss } : {};
    child.stdin.end();
    await once(child, 'exit');
    return { ms, bytes: Buffer.byteLength(text), rss, ...atRest };
  }
  throw new Error('The runner left without a list.');
}
