// A server on Streamable HTTP, of both eras; says `listening <port>` on stderr.
import { createServer } from 'node:http';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { makeServer } from './tools.mjs';

const http = createServer(toNodeHandler(createMcpHandler(makeServer)));
http.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () =>
  process.stderr.write(`listening ${http.address().port}\n`),
);
