// Owns the door of the stream: who may connect, how many at once, the heartbeat, and the end.
import fastifyWebsocket, { type WebSocket } from '@fastify/websocket';
import { McpmError, type Principal } from '@mcpm/domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { STREAM_PATH } from '../contract/stream.ts';
import { authorize, type Guard } from '../guard/guard.ts';
import { PRINCIPAL } from '../guard/request-facts.ts';
import { stackOf } from '../problem/send-problem.ts';
import type { ApiServices } from '../services.ts';
import { StreamConnection } from './stream-connection.ts';
import { openTopics } from './topics.ts';

/** Bytes of one frame from a client. */
const FRAME_MAX = 64 * 1024;
/** Connections one token may hold. */
const CONNECTIONS_MAX = 64;
const HEARTBEAT_MS = 15_000;
/** Close code for a login or token that is no longer valid (4000 and up are the application's, RFC 6455 section 7.4.2). */
const CLOSE_UNAUTHORIZED = 4401;

/** `closeTimeout`: milliseconds a reader has to answer a close; one that does not must not hold up the end of mcpm. */
const socketOptions = { maxPayload: FRAME_MAX, closeTimeout: 1000 };

/** What the stream stands on. */
export interface StreamOptions {
  readonly services: Pick<ApiServices, 'servers' | 'processes' | 'logs' | 'events'>;
  readonly guard: Pick<Guard, 'authenticate'>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Time between two heartbeats. Default 15 seconds. */
  readonly heartbeatMs?: number | undefined;
}

/** Makes the instance take upgrades; comes before every hook that may refuse one, so that a refused socket is closed too. */
export async function acceptUpgrades(app: FastifyInstance): Promise<void> {
  await app.register(fastifyWebsocket, {
    options: socketOptions,
    // A socket that breaks is an end like any other; "close" follows and tidies up.
    errorHandler: (_error, socket) => socket.terminate(),
  });
}

/** Registers the stream on an instance that takes upgrades; everything it holds ends with the instance. */
export function registerStream(app: FastifyInstance, options: StreamOptions): void {
  const { services, guard, now, heartbeatMs = HEARTBEAT_MS } = options;
  const topics = openTopics(services, now());
  const connections = new Map<string, number>();
  const complain = (error: unknown): void =>
    services.logs.write({
      category: 'system',
      stream: 'system',
      level: 'error',
      text: `The stream failed: ${stackOf(error)}`,
    });
  const admit = async (request: FastifyRequest): Promise<void> => {
    const principal = request.getDecorator<Principal | undefined>(PRINCIPAL);
    authorize(principal, 'viewer');
    if ((connections.get(principal?.tokenId ?? '') ?? 0) >= CONNECTIONS_MAX)
      throw new McpmError('rate_limited', `One token may hold ${CONNECTIONS_MAX} streams.`, { retryAfter: 15 });
  };
  const serve = (socket: WebSocket, request: FastifyRequest): void => {
    const { tokenId } = request.getDecorator<Principal>(PRINCIPAL);
    const connection = new StreamConnection({ socket, sources: topics.sources, complain });
    connections.set(tokenId, (connections.get(tokenId) ?? 0) + 1);
    const beat = async (): Promise<void> => {
      const known = await guard.authenticate(request);
      if (known === undefined) socket.close(CLOSE_UNAUTHORIZED, 'The login or token is no longer valid.');
      else connection.heartbeat(new Date(now()));
    };
    const heart = setInterval(() => void beat().catch(complain), heartbeatMs);
    socket.on('message', (data: Buffer) => connection.receive(data.toString()));
    socket.once('close', () => {
      clearInterval(heart);
      connection.close();
      const left = (connections.get(tokenId) ?? 1) - 1;
      if (left > 0) connections.set(tokenId, left);
      else connections.delete(tokenId);
    });
  };
  const refuse = async (): Promise<never> => {
    throw new McpmError('route_not_found', `${STREAM_PATH} is a WebSocket; it has no other answer.`);
  };
  const schema = { hide: true };
  app.route({ method: 'GET', url: STREAM_PATH, schema, preParsing: admit, handler: refuse, wsHandler: serve });
  app.addHook('onClose', async () => topics.close());
}
