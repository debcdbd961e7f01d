// Owns the JSON-RPC error that answers an HTTP request before any MCP server has seen it.
import type { ServerResponse } from 'node:http';

/** Why a request is refused. */
export interface Refusal {
  readonly status: number;
  /** JSON-RPC error code. Default: -32000. */
  readonly code?: number;
  /** One sentence for people; no secret. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Id of the request, where it could be read. */
  readonly id?: string | number;
}

/** Answers with the refusal. */
export function refuse(response: ServerResponse, { status, code = -32_000, message, headers, id }: Refusal): void {
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: id ?? null });
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(body);
}
