// Owns the endpoint of these tests: real HTTP and a real document, with tools whose answers the tests decide.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { eventually } from '@mcpm/test-kit';
import { compileDocument, type ToolResult } from '@mcpm/openapi';
import type { BuiltInTool } from '../../../src/call/built-in-tool.ts';
import type { CallContext } from '../../../src/call/call-context.ts';
import { LiveDocument } from '../../../src/document/live-document.ts';
import { Logger } from '../../../src/log/logger.ts';
import { Offer } from '../../../src/mcp/methods/offer.ts';
import type { HttpEndpoint } from '../../../src/mcp/endpoint.ts';
import type { ServerParts } from '../../../src/mcp/methods/server-parts.ts';
import { openStreamable, type StreamableLimits } from '../../../src/mcp/streamable/open-streamable.ts';
import { ToolDesk } from '../../../src/tools/tool-desk.ts';
import { petsDocument } from '../../pets-document.ts';

/** An endpoint that listens; who calls is said by the header `x-principal`. */
export interface PetsEndpoint {
  readonly url: string;
  readonly endpoint: HttpEndpoint;
  readonly parts: ServerParts;
  /** Calls of `wait` that are open, by their argument `key`. */
  readonly waiting: ReadonlyMap<string, CallContext>;
  /** Keys of calls of `wait` whose signal was aborted. */
  readonly aborted: readonly string[];
  /** What was logged. */
  readonly log: readonly string[];
  /** Ends a call of `wait` with this text. */
  readonly release: (key: string, text?: string) => void;
  /** Ends a call of `wait` that may not be there yet. */
  readonly releaseSoon: (key: string) => Promise<void>;
  /** Cuts every connection. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
}

/** Tools: `listPets` of the document answers at once with its arguments, `wait` when it is released, telling progress as the test wishes. */
export async function openPets(limits: Partial<StreamableLimits> = {}): Promise<PetsEndpoint> {
  const waiting = new Map<string, CallContext>();
  const releases = new Map<string, (text: string) => void>();
  const aborted: string[] = [];
  const log: string[] = [];
  const wait: BuiltInTool = {
    listed: { name: 'wait', description: 'Waits', inputSchema: { type: 'object', properties: {} } },
    call: async ({ key }, context) => {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      waiting.set(String(key), context);
      releases.set(String(key), resolve);
      context.signal.addEventListener('abort', () => {
        aborted.push(String(key));
        reject(context.signal.reason);
      });
      return textResult(await promise.finally(() => waiting.delete(String(key))));
    },
  };
  const parts = await makeParts([wait], (line) => log.push(line));
  const endpoint = openStreamable(parts, '/mcp', { maxSessions: 256, sessionIdle: 60_000, ...limits });
  const server = createServer((request, response) => {
    const principal = String(request.headers['x-principal'] ?? 'local');
    void endpoint.handle(request, response, { principal, headers: {} });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/mcp`,
    endpoint,
    parts,
    waiting,
    aborted,
    log,
    release: (key, text = `released ${key}`) => releases.get(key)?.(text),
    releaseSoon: async (key) => {
      await eventually(() => {
        if (!waiting.has(key)) throw new Error(`No call waits for ${key}`);
      });
      releases.get(key)?.(`released ${key}`);
    },
    cut: () => server.closeAllConnections(),
    close: async () => {
      await endpoint.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function makeParts(tools: readonly BuiltInTool[], write: (line: string) => void): Promise<ServerParts> {
  const text = JSON.stringify(petsDocument('http://127.0.0.1:9'));
  const document = new LiveDocument(
    () => compileDocument({ text }),
    () => undefined,
  );
  await document.start();
  const desk = new ToolDesk({
    document,
    operations: { call: async (_plan, args) => textResult(JSON.stringify(args)) },
    answers: { tools, presentText: async (shown) => textResult(shown) },
    limits: { lazy: 'never', listBudget: 0 },
  });
  const sink = { write: (line: string) => (write(line), true) };
  return {
    desk,
    offer: new Offer(desk, 1_000),
    resources: { templates: [], list: async () => [], read: async () => undefined, complete: async () => undefined },
    redact: (said) => said,
    log: new Logger({ level: 'warn', sink, now: () => new Date(0) }),
  };
}

function textResult(text: string): ToolResult {
  return { content: [{ type: 'text', text }] };
}
