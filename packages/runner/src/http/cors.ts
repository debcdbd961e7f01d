// Owns what a browser must be told so that a page of an allowed origin can speak MCP (Fetch standard, CORS protocol).
import type { IncomingMessage, ServerResponse } from 'node:http';

const EXPOSED = 'Mcp-Session-Id, WWW-Authenticate, MCP-Protocol-Version';

/** Names the origin of an allowed request in its answer. Returns true when it was a preflight, which is answered herewith. */
export function answerCors(request: IncomingMessage, response: ServerResponse): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', EXPOSED);
  response.setHeader('vary', 'Origin');
  const wanted = request.headers['access-control-request-method'];
  if (request.method !== 'OPTIONS' || wanted === undefined) return false;
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, POST, DELETE',
    'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '',
    'access-control-max-age': '600',
  });
  response.end();
  return true;
}
