// Owns a bare MCP client for measuring: as little work as possible for an answer, the same for every contender.
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool, type Dispatcher } from 'undici';
import { ENDPOINT, type Era } from './contenders.ts';
import type { Running } from './running.ts';

/** Sends one request and resolves with the text of the message that answers it. */
export interface Client {
  request(method: string, params: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

const MODERN = '2026-07-28';
const LEGACY = '2025-11-25';
const META = {
  'io.modelcontextprotocol/protocolVersion': MODERN,
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const HELLO = { protocolVersion: LEGACY, capabilities: {}, clientInfo: { name: 'bench', version: '1' } };

/** How long a server may take until it listens. */
const PATIENCE_MS = 60_000;

/** A client on the pipes of a server; greeted already. */
export async function stdioClient(running: Running, era: Era): Promise<Client> {
  const waiting = new Map<number, (text: string) => void>();
  const gone = Promise.withResolvers<never>();
  // Whoever waits for an answer sees it; when nobody does it is no news.
  gone.promise.catch(() => undefined);
  running.child.once('exit', () => gone.reject(new Error('The server is gone.')));
  let id = 0;
  createInterface({ input: running.child.stdout }).on('line', (text) => {
    const { id: answered } = JSON.parse(text) as { readonly id?: number };
    const known = answered === undefined ? undefined : waiting.get(answered);
    if (known === undefined || answered === undefined) return;
    waiting.delete(answered);
    known(text);
  });
  const request = (method: string, params: Readonly<Record<string, unknown>>): Promise<string> => {
    const { promise, resolve } = Promise.withResolvers<string>();
    id += 1;
    waiting.set(id, resolve);
    const sent = era === 'modern' ? { ...params, _meta: META } : params;
    running.child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params: sent })}\n`);
    return waiting.size === 1 ? Promise.race([promise, gone.promise]) : promise;
  };
  if (era === 'legacy') {
    await request('initialize', HELLO);
    running.child.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  }
  return { request, close: () => Promise.resolve() };
}

/** A client over HTTP with so many connections; waits until the server listens, and greets it. */
export async function httpClient(port: number, era: Era, connections: number): Promise<Client> {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  const common = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  let session: Readonly<Record<string, string>> = {};
  let id = 0;
  const post = async (method: string, params: Readonly<Record<string, unknown>>, notification = false) => {
    id += 1;
    const modern = era === 'modern';
    const headers = modern
      ? {
          ...common,
          'mcp-protocol-version': MODERN,
          'mcp-method': method,
          ...(typeof params['name'] === 'string' && { 'mcp-name': params['name'] }),
        }
      : { ...common, ...session };
    const message = {
      jsonrpc: '2.0',
      ...(notification ? {} : { id }),
      method,
      params: modern ? { ...params, _meta: META } : params,
    };
    return await ask(pool, { method: 'POST', path: ENDPOINT, headers, body: JSON.stringify(message) });
  };
  const greet = async () => {
    if (era === 'modern') return void (await post('tools/list', {}));
    const { headers } = await post('initialize', HELLO);
    const sessionId = headers['mcp-session-id'];
    session = {
      'mcp-protocol-version': LEGACY,
      ...(typeof sessionId === 'string' && { 'mcp-session-id': sessionId }),
    };
    await post('notifications/initialized', {}, true);
  };
  for (const until = performance.now() + PATIENCE_MS; ;) {
    try {
      await greet();
      break;
    } catch (error) {
      // Nothing listens yet.
      if (performance.now() > until) throw error;
      await pause(2);
    }
  }
  return { request: async (method, params) => (await post(method, params)).text, close: () => pool.destroy() };
}

interface Asked {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Sends a request and gathers its answer without a stream: the load shares two processors with those that are measured. */
function ask(pool: Pool, options: Dispatcher.DispatchOptions): Promise<Asked> {
  const { promise, resolve, reject } = Promise.withResolvers<Asked>();
  const chunks: Buffer[] = [];
  let headers: Asked['headers'] = {};
  pool.dispatch(options, {
    onRequestStart: () => undefined,
    onResponseStart: (_controller, _status, head) => (headers = head),
    onResponseData: (_controller, chunk) => void chunks.push(chunk),
    onResponseEnd: () => resolve({ headers, text: Buffer.concat(chunks).toString() }),
    onResponseError: (_controller, error) => reject(error),
  });
  return promise;
}
