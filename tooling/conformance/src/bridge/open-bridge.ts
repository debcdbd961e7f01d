// Owns a bridge: Streamable HTTP in front, so that the official suite can speak with a server on another transport.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Message, OpenChannel } from './channel.ts';
import { Conversation } from './conversation.ts';

/** A bridge that is open; it ends with the scope. */
export interface Bridge extends AsyncDisposable {
  /** Where clients find it. */
  readonly url: string;
}

const MODERN = '2026-07-28';
const META = 'io.modelcontextprotocol/';

/** The id of the bridge's own request, and what it carries. */
const OPENING = 'bridge';
const OWN_META = { [`${META}protocolVersion`]: MODERN, [`${META}clientCapabilities`]: {} };

/** Opens a bridge: a pipe for each legacy session, and one for all requests of the modern era, which have none. */
export async function openBridge(open: OpenChannel): Promise<Bridge> {
  const sessions = new Map<string, Conversation>();
  let modern: Promise<Conversation> | undefined;

  const converse = async (isModern: boolean): Promise<Conversation> => {
    const conversation = new Conversation(isModern);
    const opening = Promise.withResolvers<void>();
    const channel = await open((message) =>
      message.id === OPENING ? opening.resolve() : conversation.receive(message),
    );
    conversation.connect(channel);
    if (!isModern) return conversation;
    // A pipe may belong to the era of its first request; what the suite sends first may be flawed on purpose.
    await channel.send({ jsonrpc: '2.0', id: OPENING, method: 'tools/list', params: { _meta: OWN_META } });
    await opening.promise;
    return conversation;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const sessionId = request.headers['mcp-session-id'];
    if (typeof sessionId === 'string') {
      const session = sessions.get(sessionId);
      if (session === undefined) return response.writeHead(404).end();
      if (request.method === 'GET') return session.listen(response);
      if (request.method === 'POST') return session.post(await read(request), response, {});
      sessions.delete(sessionId);
      await session.close();
      return response.writeHead(200).end();
    }
    if (request.method !== 'POST') return response.writeHead(405).end();
    const message = await read(request);
    if (message.method === 'initialize' && !isModern(request, message)) {
      const id = randomUUID();
      const session = await converse(false);
      sessions.set(id, session);
      return session.post(message, response, { 'mcp-session-id': id });
    }
    modern ??= converse(true);
    return (await modern).post(message, response, {});
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(502).end(String(error)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bridge has no port');
  const close = async () => {
    server.close();
    server.closeAllConnections();
    const last = modern === undefined ? [] : [await modern];
    await Promise.all([...sessions.values(), ...last].map((conversation) => conversation.close()));
  };
  return { url: `http://127.0.0.1:${address.port}/mcp`, [Symbol.asyncDispose]: close };
}

function isModern(request: IncomingMessage, { params }: Message): boolean {
  const version = params?._meta?.[`${META}protocolVersion`];
  return version !== undefined || request.headers['mcp-protocol-version'] === MODERN;
}

async function read(request: IncomingMessage): Promise<Message> {
  const body: unknown = await json(request);
  if (typeof body !== 'object' || body === null) throw new Error('The body is no message');
  return { ...body };
}
