// A server on Streamable HTTP with legacy sessions, a standing stream and DELETE; says `listening <port>` on stderr.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { NodeStreamableHTTPServerTransport } from '@modelcontextprotocol/node';
import { makeServer } from './tools.mjs';

const transports = new Map();

async function open() {
  const transport = new NodeStreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => void transports.set(id, transport),
    onsessionclosed: (id) => void transports.delete(id),
  });
  await makeServer().connect(transport);
  return transport;
}

async function serve(request, response) {
  const id = request.headers['mcp-session-id'];
  const transport = id === undefined ? await open() : transports.get(id);
  if (transport === undefined) response.writeHead(404).end();
  else await transport.handleRequest(request, response);
}

const http = createServer((request, response) => void serve(request, response));
http.listen(0, '127.0.0.1', () => process.stderr.write(`listening ${http.address().port}\n`));
