// A server on HTTP+SSE; says `listening <port>` on stderr.
import { createServer } from 'node:http';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js';

const transports = new Map();
const text = (value) => ({ content: [{ type: 'text', text: value }] });

async function open(response) {
  const server = new McpServer({ name: 'test-sse', version: '1.0.0' });
  server.registerTool('hello', { description: 'Greets' }, () => text('hello over sse'));
  server.registerTool('hang', { description: 'Never answers' }, () => {
    process.stderr.write('hanging\n');
    return new Promise(() => undefined);
  });
  const transport = new SSEServerTransport('/private/messages', response);
  transports.set(transport.sessionId, transport);
  await server.connect(transport);
}

const http = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (request.method === 'GET' && url.pathname === '/sse') return open(response);
  const transport = transports.get(url.searchParams.get('sessionId'));
  if (url.pathname !== '/private/messages' || transport === undefined) return response.writeHead(404).end();
  await transport.handlePostMessage(request, response);
});
http.listen(0, '127.0.0.1', () => process.stderr.write(`listening ${http.address().port}\n`));
