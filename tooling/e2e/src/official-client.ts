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

/** Where a server is: a URL for `streamable` and `sse`, a command for `stdio`. */
export type Target =
  | { readonly transport: 'streamable' | 'sse'; readonly url: string }
  | {
      readonly transport: 'stdio';
      readonly command: string;
      readonly args: string[];
      readonly env?: Record<string, string>;
    };

/** Which client: SDK v1; SDK v2 in the legacy era; SDK v2 in the era it negotiates. */
export type ClientKind = 'v1' | 'v2-legacy' | 'v2-auto';

/** What a call gave back. */
interface Answer {
  readonly content: readonly {
    readonly type: string;
    readonly text?: string;
    readonly mimeType?: string;
    readonly data?: string;
  }[];
  readonly isError?: boolean | undefined;
}

/** One face for both official clients. */
export interface OfficialClient extends AsyncDisposable {
  toolNames(): Promise<string[]>;
  call(name: string, args: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
}

const info = { name: 'mcpm-e2e', version: '1.0.0' };

async function connectV1(target: Target): Promise<OfficialClient> {
  const client = new ClientV1(info);
  const transport =
    target.transport === 'stdio'
      ? new StdioV1({
          command: target.command,
          args: target.args,
          ...(target.env ? { env: target.env } : {}),
          stderr: 'ignore',
        })
      : target.transport === 'sse'
        ? new SseV1(new URL(target.url))
        : new StreamableV1(new URL(target.url));
  await client.connect(transport);
  return face(
    () => client.listTools(),
    (name, args) => client.callTool({ name, arguments: args }),
    () => client.close(),
  );
}

async function connectV2(target: Target, mode: 'legacy' | 'auto'): Promise<OfficialClient> {
  const client = new ClientV2(info, { versionNegotiation: { mode } });
  const transport =
    target.transport === 'stdio'
      ? new StdioV2({
          command: target.command,
          args: target.args,
          ...(target.env ? { env: target.env } : {}),
          stderr: 'ignore',
        })
      : target.transport === 'sse'
        ? new SseV2(new URL(target.url))
        : new StreamableV2(new URL(target.url));
  await client.connect(transport);
  return face(
    () => client.listTools(),
    (name, args) => client.callTool({ name, arguments: args }),
    () => client.close(),
  );
}

function face(
  list: () => Promise<{ readonly tools: readonly { readonly name: string }[] }>,
  call: (name: string, args: Record<string, unknown>) => Promise<unknown>,
  close: () => Promise<void>,
): OfficialClient {
  return {
    toolNames: async () => (await list()).tools.map(({ name }) => name),
    call: async (name, args) => (await call(name, args)) as Answer,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Connects an official client; rejects when it cannot. */
export function connectOfficial(kind: ClientKind, target: Target): Promise<OfficialClient> {
  if (kind === 'v1') return connectV1(target);
  return connectV2(target, kind === 'v2-legacy' ? 'legacy' : 'auto');
}
