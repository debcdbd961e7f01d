// Owns the answers of a tiny MCP server that the raw clients are tested on: two pages of tools, one that fails, one that is unknown.
import type { JsonObject, JsonRpcMessage } from '../../src/index.ts';

const tool = (name: string) => ({ name, inputSchema: { type: 'object' } });

/** The answer to a request, or undefined to a notification. */
export function answerTo({ id, method = '', params = {} }: JsonRpcMessage): JsonObject | undefined {
  if (id === undefined) return undefined;
  const result = resultOf(method, params);
  if (result !== undefined) return { jsonrpc: '2.0', id, result };
  const code = method === 'tools/call' ? -32602 : -32601;
  return { jsonrpc: '2.0', id, error: { code, message: `Unknown ${method}`, data: { method } } };
}

function resultOf(method: string, params: JsonObject): JsonObject | undefined {
  if (method === 'initialize')
    return { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'scripted' } };
  if (method === 'server/discover')
    return { resultType: 'complete', supportedVersions: ['2026-07-28'], ttlMs: 0, cacheScope: 'public' };
  if (method === 'tools/list')
    return params['cursor'] === 'page 2' ? { tools: [tool('two')] } : { tools: [tool('one')], nextCursor: 'page 2' };
  if (method !== 'tools/call' || params['name'] === 'unknown') return undefined;
  return {
    content: [{ type: 'text', text: JSON.stringify(params['arguments']) }],
    isError: params['name'] === 'fails',
  };
}
