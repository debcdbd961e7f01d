// Owns the question whether an MCP server on stdio is there: `server/discover` where it speaks the modern era, else `ping`.
import { McpmError } from '@mcpm/domain';
import type { Readable, Writable } from 'node:stream';
import { MODERN_VERSION, metaKey } from '../bridge/era.ts';
import { parseMessage } from '../json-rpc/rpc-message.ts';
import { LineSplitter } from '../link/line-splitter.ts';

/** A run that can be asked; what a supervisor hands to a probe has this shape. */
export interface McpProbeRun {
  readonly pipe: { readonly stdin: Writable; readonly stdout: Readable } | undefined;
  /** Ends the wait. */
  readonly signal: AbortSignal;
}

/** Asks an MCP server on stdio; fits the probe of `@mcpm/supervisor`. Any answer counts, an error too: who refuses a question is alive. */
export interface McpProbe {
  /** Resolves with the first answer. Rejects when the wait was ended, and with `NotAsked` when there is no pipe: that says nothing about the server. */
  readonly ready: (run: McpProbeRun) => Promise<void>;
  /** The same, for a server that has answered before. */
  readonly check: (run: McpProbeRun) => Promise<void>;
}

const MAX_LINE_BYTES = 10_000_000;
const ID_PREFIX = 'mcpm-probe-';

const discoverParams = {
  _meta: { [metaKey.protocolVersion]: MODERN_VERSION, [metaKey.clientCapabilities]: {} },
};

/** A probe for any number of servers. It may listen beside others on the same pipe: its ids are strings of its own. */
export function createMcpProbe(): McpProbe {
  const lines = new WeakMap<Readable, ProbedLine>();
  const ask = async ({ pipe, signal }: McpProbeRun): Promise<void> => {
    if (!pipe) throw new NotAsked('The process has no pipe to be asked through.');
    let line = lines.get(pipe.stdout);
    if (!line) lines.set(pipe.stdout, (line = new ProbedLine(pipe.stdin, pipe.stdout)));
    await line.ask(signal);
  };
  return { ready: ask, check: ask };
}

/** The supervisor knows it by its name. */
class NotAsked extends Error {
  override readonly name = 'NotAsked';
}

/** One server's pipe. Which era it speaks is known from its first answer. */
class ProbedLine {
  readonly #stdin: Writable;
  readonly #waiting = new Map<string, () => void>();
  #isLegacy = false;
  #lastId = 0;

  constructor(stdin: Writable, stdout: Readable) {
    this.#stdin = stdin;
    const splitter = new LineSplitter({
      maxBytes: MAX_LINE_BYTES,
      onLine: (line) => this.#hear(line),
      // An answer to us is short.
      onOversized: () => undefined,
    });
    stdout.on('data', (chunk: Buffer | string) =>
      splitter.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk),
    );
    // A pipe that breaks is a process that ends, which is told elsewhere.
    for (const stream of [stdin, stdout]) stream.on('error', () => undefined);
  }

  ask(signal: AbortSignal): Promise<void> {
    const id = `${ID_PREFIX}${(this.#lastId += 1)}`;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      this.#waiting.delete(id);
      reject(signal.reason instanceof Error ? signal.reason : new McpmError('process_unhealthy', 'It did not answer.'));
    };
    if (signal.aborted) giveUp();
    else {
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.set(id, () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      });
      const question = this.#isLegacy ? { method: 'ping' } : { method: 'server/discover', params: discoverParams };
      this.#stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...question })}\n`);
    }
    return promise;
  }

  #hear(line: string): void {
    if (!line.includes(ID_PREFIX)) return;
    const answer = parseAnswer(line);
    if (answer === undefined) return;
    // Before 2026-07-28 nobody knows the method, and says so.
    if (answer.isError) this.#isLegacy = true;
    this.#waiting.get(answer.id)?.();
    this.#waiting.delete(answer.id);
  }
}

function parseAnswer(line: string): { readonly id: string; readonly isError: boolean } | undefined {
  try {
    const message = parseMessage(JSON.parse(line));
    if (!message || 'method' in message || typeof message.id !== 'string') return undefined;
    return { id: message.id, isError: 'error' in message };
  } catch {
    // Not JSON: servers print banners; they are no answers.
    return undefined;
  }
}
