// Owns the parts of a server for these tests: a real document and a real desk, with tools whose answers the tests decide.
import { compileDocument, type ToolResult } from '@mcpm/openapi';
import type { BuiltInTool } from '../../src/call/built-in-tool.ts';
import type { CallContext } from '../../src/call/call-context.ts';
import { LiveDocument } from '../../src/document/live-document.ts';
import { Logger } from '../../src/log/logger.ts';
import { Offer } from '../../src/mcp/methods/offer.ts';
import type { ServerParts } from '../../src/mcp/methods/server-parts.ts';
import { CallObserver } from '../../src/observe/call-observer.ts';
import { ToolDesk } from '../../src/tools/tool-desk.ts';
import { petsDocument } from '../pets-document.ts';

/** Parts, and what the tests do with them. */
export interface OpenParts {
  readonly parts: ServerParts;
  /** Calls of `wait` that are open, by their argument `key`. */
  readonly waiting: ReadonlyMap<string, CallContext>;
  /** Milliseconds from the test's own `performance.now()` at which calls of `wait` were aborted, by key. */
  readonly aborted: ReadonlyMap<string, number>;
  /** Ends a call of `wait`. */
  readonly release: (key: string) => void;
  /** Resolves when the document is compiled. */
  readonly compiled: Promise<unknown>;
  /** What was logged at level warn or above. */
  readonly log: readonly string[];
}

const inputSchema = { type: 'object', properties: {} } as const;

/**
 * Tools: `listPets` answers at once with its arguments; `wait` when it is released; `steps` after telling three things; `link` with a link to a resource;
 * `breaks` has a bug. The document is compiled before this resolves, or later, after `before`.
 */
export async function openParts({ before }: { readonly before?: Promise<void> } = {}): Promise<OpenParts> {
  const waiting = new Map<string, CallContext>();
  const releases = new Map<string, () => void>();
  const aborted = new Map<string, number>();
  const log: string[] = [];
  const tools: readonly BuiltInTool[] = [
    {
      listed: { name: 'wait', description: 'Waits', inputSchema },
      call: async ({ key }, context) => {
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        const name = String(key);
        waiting.set(name, context);
        releases.set(name, resolve);
        context.signal.addEventListener('abort', () => {
          aborted.set(name, performance.now());
          reject(context.signal.reason);
        });
        await promise.finally(() => waiting.delete(name));
        return text(`released ${name}`);
      },
    },
    {
      listed: { name: 'steps', description: 'Tells', inputSchema },
      call: async (_args, { onProgress }) => {
        for (const message of ['one', 'two', 'three']) {
          onProgress?.({ bytes: 1, message });
          await new Promise((resolve) => setImmediate(resolve));
        }
        return text('done');
      },
    },
    {
      listed: { name: 'link', description: 'Links', inputSchema },
      call: async () => ({
        content: [{ type: 'resource_link', uri: 'mcpm://answers/1', name: 'a', mimeType: 'text/plain', size: 1 }, TEXT],
        structuredContent: { a: [1, null] },
      }),
    },
    {
      listed: { name: 'breaks', description: 'Breaks', inputSchema },
      call: () => Promise.reject(new Error('a secret of the inside')),
    },
  ];
  const { desk, compiled } = openDesk(tools, before);
  if (before === undefined) await compiled;
  return {
    compiled,
    parts: {
      desk,
      offer: new Offer(desk, 1_000),
      resources: {
        templates: [
          { uriTemplate: 'openapi://operations/{operation}', name: 'o', description: 'd', mimeType: 'text/plain' },
        ],
        list: async () => [{ uri: 'mcpm://answers/1', name: 'a', mimeType: 'text/plain', size: 1 }],
        read: async (uri) =>
          uri === 'mcpm://answers/1' ? { mimeType: 'text/plain', bytes: Buffer.from('x') } : undefined,
        complete: async ({ uri, value }) => (uri.startsWith('openapi://') ? [`${value}1`, `${value}2`] : undefined),
      },
      redact: (said) => said.replaceAll('hunter2', '[redacted]'),
      log: new Logger({ level: 'warn', sink: { write: (line) => log.push(line) }, now: () => new Date(0) }),
    },
    waiting,
    aborted,
    release: (key) => releases.get(key)?.(),
    log,
  };
}

const TEXT = { type: 'text', text: 'the same as a text' } as const;

function openDesk(tools: readonly BuiltInTool[], before: Promise<void> | undefined) {
  const document = new LiveDocument(
    async () => {
      await before;
      return compileDocument({ text: JSON.stringify(petsDocument('http://127.0.0.1:9')) });
    },
    () => undefined,
  );
  const compiled = document.start();
  const desk = new ToolDesk({
    document,
    operations: { call: async (_plan, args) => text(JSON.stringify(args)) },
    answers: { tools, presentText: async (shown) => text(shown) },
    // No time passes, so that what is told of two calls is equal.
    observer: new CallObserver({ now: () => 0 }),
    limits: { lazy: 'never', listBudget: 0 },
  });
  return { desk, compiled };
}

function text(said: string): ToolResult {
  return { content: [{ type: 'text', text: said }] };
}
