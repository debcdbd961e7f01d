// Owns the MCP server of one conversation: the SDK's low-level server with our tools, empty lists for the rest.
import {
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
  type CallToolResult,
  type Tool,
} from '@modelcontextprotocol/server';
import type { ToolResult } from '@mcpm/openapi';
import type { Logger } from '../log/logger.ts';
import type { ListedTool } from '../tools/built-in-tool.ts';
import type { ToolDesk } from '../tools/tool-desk.ts';
import { runnerVersion } from '../version.ts';

/** What conversations are about. */
export interface ServerParts {
  readonly desk: ToolDesk;
  readonly log: Logger;
  /** Milliseconds a request waits for the document to be compiled. */
  readonly patienceMs: number;
}

/** A server that is not connected yet; every conversation gets its own, so that nothing of one reaches another. `onClose` is told its end. */
export function buildServer({ desk, log, patienceMs }: ServerParts, onClose?: () => void): Server {
  const title = desk.title;
  const server = new Server(
    { name: 'mcpm-runner', version: runnerVersion(), ...(title === undefined ? {} : { title }) },
    { capabilities: { tools: { listChanged: true }, resources: {}, prompts: {} } },
  );
  server.setRequestHandler('tools/list', async () => ({
    tools: (await withPatience(desk.list(), patienceMs)).map(listedTool),
  }));
  server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
    await withPatience(desk.list(), patienceMs);
    const result = await desk
      .call({ name: params.name, args: params.arguments ?? {}, signal: mcpReq.signal })
      .catch((error: unknown) => {
        mcpReq.signal.throwIfAborted();
        log.error(`A call of ${params.name} hit a bug: ${error instanceof Error ? error.stack : String(error)}`);
        throw new ProtocolError(ProtocolErrorCode.InternalError, 'The server has a bug here; its log says more.');
      });
    if (result === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${params.name}`);
    return callToolResult(result);
  });
  server.setRequestHandler('resources/list', () => ({ resources: [] }));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: [] }));
  server.setRequestHandler('resources/read', ({ params }) => {
    throw new ResourceNotFoundError(params.uri);
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

function callToolResult({ content, ...rest }: ToolResult): CallToolResult {
  return { content: [...content], ...rest };
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
