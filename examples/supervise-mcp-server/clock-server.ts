// Any MCP server on stdio, made with the official SDK: one tool that tells the time, and one that makes it hang.
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

serveStdio(() => {
  const server = new McpServer({ name: 'clock', version: '1.0.0' });
  server.registerTool('time', { description: 'The time, in ISO 8601.' }, () => ({
    content: [{ type: 'text', text: new Date().toISOString() }],
  }));
  return server;
});

// A bug on demand: from this signal on it answers nothing more.
process.on('SIGUSR2', () => {
  for (;;);
});
