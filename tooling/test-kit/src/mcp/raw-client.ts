// Owns what all raw MCP clients do alike, whatever carries their messages: the verbs of the protocol.
import { initializeParams, modernParams, type Era } from './era.ts';
import { isJsonObject, type JsonObject, type JsonRpcMessage } from './json-rpc.ts';

/** One tool as a server lists it. */
export interface RawTool extends JsonObject {
  readonly name: string;
  readonly inputSchema: JsonObject;
}

/** One part of a tool's result. */
export interface RawToolContent extends JsonObject {
  readonly type: string;
  readonly text?: string;
}

/** What a tool call answers. */
export interface RawToolResult extends JsonObject {
  readonly content: readonly RawToolContent[];
  readonly isError?: boolean;
  readonly structuredContent?: unknown;
}

/** Options of one request. */
export interface RawRequestOptions {
  /** Cancels the request the way of its transport and era. */
  readonly signal?: AbortSignal;
}

/** An MCP client written on plain Node, so that it can judge a server independently of any SDK. */
export interface RawMcpClient extends AsyncDisposable {
  readonly era: Era;
  /** Every notification received, in order. */
  readonly notifications: readonly JsonRpcMessage[];
  /** Legacy only: `initialize`, then `notifications/initialized`. Returns the result of `initialize`. */
  initialize(): Promise<JsonObject>;
  /** `server/discover`. Returns its result. */
  discover(): Promise<JsonObject>;
  /** Every tool, following the pages to the last. */
  listTools(): Promise<readonly RawTool[]>;
  /** Calls a tool; throws `RawMcpError` for a protocol error, while a failed tool is a result with `isError`. */
  callTool(name: string, args?: JsonObject): Promise<RawToolResult>;
  /** Any request; modern ones get their `_meta` and headers. Throws `RawMcpError` for an error answer. */
  request(method: string, params?: JsonObject, options?: RawRequestOptions): Promise<JsonObject>;
  /** Any notification. */
  notify(method: string, params?: JsonObject): Promise<void>;
  /** Ends the conversation; requests still waiting fail. */
  close(): Promise<void>;
}

/** What the clients of all transports may be told. */
export interface RawClientOptions {
  /** Default: `legacy`. */
  readonly era?: Era;
  /** Default: the newest of the era; `2024-11-05` over HTTP+SSE. */
  readonly protocolVersion?: string;
  /** Capabilities of the client; default `{}`. */
  readonly capabilities?: JsonObject;
  /** Answers the server's requests (sampling, elicitation, roots); default: −32601. `ping` is always answered. */
  readonly onServerRequest?: (method: string, params: JsonObject) => JsonObject | Promise<JsonObject>;
  /** Milliseconds one request may take; default 15000. */
  readonly timeoutMs?: number;
}

/** The verbs over an abstract way to send. */
export abstract class RawClient implements RawMcpClient {
  abstract readonly notifications: readonly JsonRpcMessage[];
  readonly era: Era;
  /** The version offered, and from `initialize` on the one agreed. */
  protocolVersion: string;
  readonly capabilities: JsonObject;

  constructor(
    defaultVersion: string,
    { era = 'legacy', protocolVersion = defaultVersion, capabilities = {} }: RawClientOptions,
  ) {
    this.era = era;
    this.protocolVersion = protocolVersion;
    this.capabilities = capabilities;
  }

  abstract request(method: string, params?: JsonObject, options?: RawRequestOptions): Promise<JsonObject>;
  abstract notify(method: string, params?: JsonObject): Promise<void>;
  abstract close(): Promise<void>;

  /** The parameters as this era sends them. */
  dress(params: JsonObject | undefined): JsonObject | undefined {
    return this.era === 'modern' ? modernParams(params, this.protocolVersion, this.capabilities) : params;
  }

  async initialize(): Promise<JsonObject> {
    if (this.era === 'modern') throw new Error('The modern era has no initialize; call discover()');
    const result = await this.request('initialize', initializeParams(this.protocolVersion, this.capabilities));
    this.protocolVersion = String(result['protocolVersion']);
    await this.notify('notifications/initialized');
    return result;
  }

  discover(): Promise<JsonObject> {
    return this.request('server/discover');
  }

  async listTools(): Promise<readonly RawTool[]> {
    const tools: RawTool[] = [];
    const cursors = new Set<unknown>();
    for (let cursor: unknown; ;) {
      const page = await this.request('tools/list', cursor === undefined ? undefined : { cursor });
      tools.push(...toolsOf(page));
      cursor = page['nextCursor'];
      if (cursor === undefined) return tools;
      if (cursors.has(cursor)) throw new Error(`tools/list gave the cursor ${JSON.stringify(cursor)} twice`);
      cursors.add(cursor);
    }
  }

  async callTool(name: string, args: JsonObject = {}): Promise<RawToolResult> {
    const result = await this.request('tools/call', { name, arguments: args });
    if (!isToolResult(result)) throw new Error(`tools/call answered without content: ${JSON.stringify(result)}`);
    return result;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function toolsOf(page: JsonObject): readonly RawTool[] {
  const { tools } = page;
  if (!Array.isArray(tools) || !tools.every(isTool))
    throw new Error(`tools/list answered no tools: ${JSON.stringify(page)}`);
  return tools;
}

function isTool(value: unknown): value is RawTool {
  return isJsonObject(value) && typeof value['name'] === 'string' && isJsonObject(value['inputSchema']);
}

function isToolResult(value: JsonObject): value is RawToolResult {
  const { content } = value;
  return Array.isArray(content) && content.every((part) => isJsonObject(part) && typeof part['type'] === 'string');
}
