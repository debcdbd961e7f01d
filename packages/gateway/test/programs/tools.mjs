// Owns the tools of the MCP servers that tests start: the same ones over every transport.
import { Server } from '@modelcontextprotocol/server';

const tool = (name, description) => ({ name, description, inputSchema: { type: 'object' } });
const text = (value) => ({ content: [{ type: 'text', text: value }] });

/** Gives back what it was sent. `afterMs` delays the answer. */
async function echo({ value, afterMs = 0 }) {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  return text(String(value));
}

/** Reports progress three times, then answers. */
async function count(_args, ctx) {
  const progressToken = ctx.mcpReq._meta?.progressToken;
  for (const progress of [1, 2, 3]) {
    if (progressToken !== undefined)
      await ctx.mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 3 } });
  }
  return text('counted');
}

/** Never answers; says on stderr that it began, and that it was cancelled. */
function hang({ value }, ctx) {
  process.stderr.write(`hanging ${value}\n`);
  return new Promise((resolve) => {
    ctx.mcpReq.signal.addEventListener('abort', () => {
      process.stderr.write(`cancelled ${value}\n`);
      resolve(text('cancelled'));
    });
  });
}

const handlers = { echo, count, hang, huge: () => text('x'.repeat(10_000_000)) };

/** A server with these tools, for the SDK to serve; `change` announces that its list changed. */
export function makeServer() {
  const server = new Server(
    { name: 'test-tools', version: '1.0.0' },
    { capabilities: { tools: { listChanged: true }, logging: {} }, instructions: 'For tests.' },
  );
  server.setRequestHandler('tools/list', () => ({
    tools: [...Object.keys(handlers), 'change'].map((name) => tool(name, `Tool ${name}`)),
  }));
  server.setRequestHandler('tools/call', async ({ params }, ctx) => {
    if (params.name === 'change') {
      await server.notification({ method: 'notifications/tools/list_changed' });
      return text('changed');
    }
    const handler = handlers[params.name];
    if (handler === undefined) return { ...text(`There is no tool ${params.name}`), isError: true };
    return handler(params.arguments ?? {}, ctx);
  });
  return server;
}
