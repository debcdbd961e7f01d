// Owns the MCP server of one conversation: the SDK's low-level server with our tools, empty lists for the rest.
import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  SERVER_INFO_META_KEY,
  Server,
  type CallToolResult,
  type Resource,
  type Result,
  type ServerContext,
  type Tool,
} from '@modelcontextprotocol/server';
import type { ToolResult } from '@mcpm/openapi';
import type { ReadFile } from '../answers/saved-answers.ts';
import { systemClock } from '../clock.ts';
import type { Logger } from '../log/logger.ts';
import type { ListedTool } from '../tools/built-in-tool.ts';
import type { ToolDesk } from '../tools/tool-desk.ts';
import type { AnswerProgress } from '../upstream/send-context.ts';
import { runnerVersion } from '../version.ts';
import { CallProgress } from './call-progress.ts';
import { listPage } from './list-pages.ts';

const NAME = 'mcpm-runner';

/** Resources that can be read. */
interface ResourceShelf {
  readonly list: () => readonly Pick<Resource, 'uri' | 'name' | 'mimeType' | 'size'>[];
  /** `undefined` if there is none of that URI. */
  readonly read: (uri: string) => Promise<ReadFile | undefined>;
}

/** What conversations are about. */
export interface ServerParts {
  readonly desk: ToolDesk;
  readonly resources: ResourceShelf;
  readonly log: Logger;
  /** Milliseconds a request waits for the document to be compiled. */
  readonly patienceMs: number;
}

/** A server that is not connected yet; every conversation gets its own, so that nothing of one reaches another. `onClose` is told its end. */
export function buildServer({ desk, resources, log, patienceMs }: ServerParts, onClose?: () => void): Server {
  const title = desk.title;
  const server = new Server(
    { name: NAME, version: runnerVersion(), ...(title === undefined ? {} : { title }) },
    { capabilities: { tools: { listChanged: true }, resources: {}, prompts: {} } },
  );
  server.setRequestHandler('tools/list', async ({ params }) => {
    const page = listPage((await withPatience(desk.list(), patienceMs)).map(listedTool), params?.cursor);
    if (page) return { ...page, ...briefIdentity(server) };
    const reason = 'This cursor is not one of this list, or the list has changed; ask again without a cursor.';
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, reason);
  });
  server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
    await withPatience(desk.choice(), patienceMs);
    const progress = progressOf(mcpReq, log);
    const call = {
      name: params.name,
      args: params.arguments ?? {},
      signal: mcpReq.signal,
      ...(progress && { onProgress: ({ message }: AnswerProgress) => progress.tell(message) }),
    };
    try {
      const result = await desk.call(call);
      if (result !== undefined) return callToolResult(result, server.getNegotiatedProtocolVersion());
    } catch (error) {
      mcpReq.signal.throwIfAborted();
      log.error(`A call of ${params.name} hit a bug: ${error instanceof Error ? error.stack : String(error)}`);
      throw new ProtocolError(ProtocolErrorCode.InternalError, 'The server has a bug here; its log says more.');
    } finally {
      await progress?.end();
    }
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${params.name}`);
  });
  server.setRequestHandler('resources/list', () => ({ resources: [...resources.list()] }));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [] }));
  server.setRequestHandler('resources/read', async ({ params: { uri } }) => {
    const found = await resources.read(uri);
    if (found === undefined) throw new ResourceNotFoundError(uri);
    if ('problem' in found) throw new ProtocolError(ProtocolErrorCode.InvalidParams, found.problem);
    const { mimeType, bytes } = found;
    return { contents: [{ uri, mimeType, blob: Buffer.from(bytes).toString('base64') }] };
  });
  server.setRequestHandler('prompts/list', () => ({ prompts: [] }));
  server.setRequestHandler('prompts/get', ({ params }) => {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown prompt: ${params.name}`);
  });
  const hooks: Pick<Server, 'onerror' | 'onclose'> = {
    onerror: (error) => log.debug(`MCP: ${error.message}`),
    ...(onClose && { onclose: onClose }),
  };
  return Object.assign(server, hooks);
}

/** The first revision of the modern era. */
const MODERN = '2026-07-28';

/** Of the modern era, every result names the server; a list that is to be short does so without the title of the document. */
function briefIdentity(server: Server): { readonly _meta?: Result['_meta'] } {
  if ((server.getNegotiatedProtocolVersion() ?? '') < MODERN) return {};
  return { _meta: { [SERVER_INFO_META_KEY]: { name: NAME, version: runnerVersion() } } };
}

/** Progress goes to clients that gave a token for it, on the stream of their request. */
function progressOf({ _meta: meta, notify }: ServerContext['mcpReq'], log: Logger): CallProgress | undefined {
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return new CallProgress(
    (progress, message) =>
      notify({ method: 'notifications/progress', params: { progressToken, progress, message } }).catch(
        (error: unknown) => log.debug(`A notification was lost: ${String(error)}`),
      ),
    systemClock,
  );
}

function listedTool({ name, title, description, inputSchema, outputSchema, annotations }: ListedTool): Tool {
  return {
    name,
    description,
    // Plans are plain JSON; the SDK only spells JSON out differently.
    inputSchema: inputSchema as Tool['inputSchema'],
    annotations,
    ...(title === undefined ? {} : { title }),
    ...(outputSchema === undefined ? {} : { outputSchema }),
  };
}

/** The first revision that knows links to resources. */
const WITH_LINKS = '2025-06-18';

/** Older clients refuse a link; the text beside it says the same. */
function callToolResult({ content, ...rest }: ToolResult, revision: string | undefined): CallToolResult {
  const understood =
    revision !== undefined && revision < WITH_LINKS ? content.filter(({ type }) => type !== 'resource_link') : content;
  return { content: [...understood], ...rest };
}

/** The document's own failure ends the process; what a client is told meanwhile is only that there are no tools yet. */
async function withPatience<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(reject, patienceMs, new Error('too late'));
  try {
    return await Promise.race([work, over]);
  } catch {
    throw new ProtocolError(
      ProtocolErrorCode.InternalError,
      'The OpenAPI document is not compiled yet, or cannot be; the log of the server says more.',
    );
  } finally {
    clearTimeout(timer);
  }
}
