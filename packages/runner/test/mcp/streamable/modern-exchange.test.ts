import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { LOCAL_CALLER } from '../../../src/call/caller.ts';
import { ModernExchange } from '../../../src/mcp/streamable/modern-exchange.ts';

afterEach(() => vi.useRealTimers());

/** Answers one request after ten seconds of a fake clock. */
async function answerLate(accept: string): Promise<{ readonly type: string | null; readonly text: string }> {
  const server = createServer((request, response) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const log = { warn: () => undefined };
    const exchange = new ModernExchange({ request, response, caller: LOCAL_CALLER }, log);
    exchange.wait();
    vi.advanceTimersByTime(10_000);
    vi.useRealTimers();
    exchange.finish('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const answer = await fetch(`http://127.0.0.1:${port}`, { headers: { accept } });
  const text = await answer.text();
  server.closeAllConnections();
  server.close();
  return { type: answer.headers.get('content-type'), text };
}

test('an answer that takes ten seconds becomes an event stream, which can show that it is alive, where the client reads those', async () => {
  expect(await answerLate('application/json, text/event-stream')).toEqual({
    type: 'text/event-stream',
    text: 'event: message\ndata: {}\n\n',
  });
  expect(await answerLate('application/json')).toEqual({ type: 'application/json', text: '{}' });
});
