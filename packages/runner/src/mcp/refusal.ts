// Owns the JSON-RPC errors that answer an HTTP request before any MCP server has seen it.

/** A JSON-RPC error without an id as an HTTP answer. */
export function refusal(
  status: number,
  code: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status, headers: { ...headers } });
}
