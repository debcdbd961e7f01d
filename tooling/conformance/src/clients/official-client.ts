// Owns the official MCP clients, SDK v1 and v2, behind one face, so that every test asks both the same.
import {
  Client as ClientV2,
  SSEClientTransport as SseV2,
  StreamableHTTPClientTransport as StreamableV2,
} from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport as SseV1 } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as StreamableV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { RunnerCommand } from '../run/start-runner.ts';

/** SDK v1; SDK v2 in the legacy era; SDK v2 in the modern one. */
export type ClientKind = 'v1' | 'v2-legacy' | 'v2-modern';

/** Where a server is: a command for stdio, a URL for the others. */
export type Target = RunnerCommand | { readonly transport: 'streamable' | 'sse'; readonly url: string };

/** What a call gave back. */
interface Answer {
  readonly isError: boolean;
  /** The text of all blocks. */
  readonly text: string;
}

/** What may be said of one call. */
interface CallOptions {
  readonly signal?: AbortSignal;
  /** Told the message of each notification. */
  readonly onProgress?: (message: string | undefined) => void;
}

/** One face for both clients. */
export interface OfficialClient extends AsyncDisposable {
  toolNames(): Promise<readonly string[]>;
  call(name: string, args?: Record<string, unknown>, options?: CallOptions): Promise<Answer>;
  /** How often it was told that the list of tools is another one. */
  changes(): number;
}

const INFO = { name: 'mcpm-conformance', version: '1.0.0' };
const MODERN = '2026-07-28';

/** Connects; rejects when it cannot, or when the era is another one than was asked for. */
export async function connectOfficial(kind: ClientKind, target: Target): Promise<OfficialClient> {
  return kind === 'v1' ? connectV1(target) : connectV2(target, kind === 'v2-modern');
}

async function connectV1(target: Target): Promise<OfficialClient> {
  let changes = 0;
  const client = new ClientV1(INFO, { listChanged: watching(() => (changes += 1)) });
  await client.connect(transportV1(target));
  return {
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args = {}, options = {}) =>
      answerOf(await client.callTool({ name, arguments: args }, undefined, requestOptions(options))),
    changes: () => changes,
    [Symbol.asyncDispose]: () => client.close(),
  };
}

async function connectV2(target: Target, modern: boolean): Promise<OfficialClient> {
  let changes = 0;
  const client = new ClientV2(INFO, {
    versionNegotiation: { mode: modern ? { pin: MODERN } : 'legacy' },
    listChanged: watching(() => (changes += 1)),
  });
  await client.connect(transportV2(target));
  if ((client.getNegotiatedProtocolVersion() === MODERN) !== modern) throw new Error('Another era was negotiated');
  return {
    toolNames: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args = {}, options = {}) =>
      answerOf(await client.callTool({ name, arguments: args }, requestOptions(options))),
    changes: () => changes,
    [Symbol.asyncDispose]: () => client.close(),
  };
}

function transportV1(target: Target): StdioV1 | SseV1 | StreamableV1 {
  if ('command' in target) return new StdioV1({ ...target, stderr: 'ignore' });
  return target.transport === 'sse' ? new SseV1(new URL(target.url)) : new StreamableV1(new URL(target.url), QUICK);
}

function transportV2(target: Target): StdioV2 | SseV2 | StreamableV2 {
  if ('command' in target) return new StdioV2({ ...target, stderr: 'ignore' });
  return target.transport === 'sse' ? new SseV2(new URL(target.url)) : new StreamableV2(new URL(target.url), QUICK);
}

/** A broken stream is opened again soon, and often enough for any test. */
const QUICK = {
  reconnectionOptions: {
    initialReconnectionDelay: 50,
    maxReconnectionDelay: 200,
    reconnectionDelayGrowFactor: 1.5,
    maxRetries: 20,
  },
};

function watching(onChange: () => void) {
  return { tools: { autoRefresh: false, debounceMs: 0, onChanged: onChange } };
}

function requestOptions({ signal, onProgress }: CallOptions) {
  return {
    ...(signal && { signal }),
    ...(onProgress && { onprogress: ({ message }: { message?: string | undefined }) => onProgress(message) }),
  };
}

function answerOf(result: object): Answer {
  const content: readonly { readonly text?: unknown }[] =
    'content' in result && Array.isArray(result.content) ? result.content : [];
  return {
    isError: 'isError' in result && result.isError === true,
    text: content.map(({ text }) => (typeof text === 'string' ? text : '')).join('\n'),
  };
}
