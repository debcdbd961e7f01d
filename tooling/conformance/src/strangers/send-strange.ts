// Owns sending the requests of strangers to a server, many at a time, and what becomes of each.
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { StrangeRequest } from './random-requests.ts';

/** Requests under way at a time. */
const LANES = 24;
/** Milliseconds after which a request without an answer counts as hung. */
const HUNG_MS = 5_000;
/** Milliseconds a stream is listened to. */
const LISTENED_MS = 2;

/** How often each status came; 0 for a connection that was closed without one. */
export type Statuses = Map<number, number>;

/** Sends them all to the origin of `url`; `messages` is the URL of a session of HTTP+SSE that exists. Rejects if one hangs. */
export async function sendStrange(
  url: string,
  requests: readonly StrangeRequest[],
  messages?: string,
): Promise<Statuses> {
  const agent = new Agent({ keepAlive: true, maxSockets: LANES });
  const statuses: Statuses = new Map();
  const waiting = requests.values();
  let session: string | undefined;
  const lane = async () => {
    for (const strange of waiting) {
      const place =
        messages !== undefined && strange.known && strange.method === 'POST' ? new URL(messages) : undefined;
      const path = place === undefined ? strange.path : `${place.pathname}${place.search}`;
      const { status, sessionId } = await send(new URL(url), { ...strange, path }, { agent, session });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      session = sessionId ?? session;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  agent.destroy();
  return statuses;
}

function send(
  { hostname, port }: URL,
  { method, path, headers, body, known }: StrangeRequest,
  { agent, session }: { readonly agent: Agent; readonly session: string | undefined },
): Promise<{ readonly status: number; readonly sessionId?: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{
    readonly status: number;
    readonly sessionId?: string;
  }>();
  const said = known && session !== undefined ? { ...headers, 'mcp-session-id': session } : headers;
  const outgoing = httpRequest({ hostname, port, method, path, headers: said, agent }, (response) => {
    clearTimeout(hung);
    const status = response.statusCode ?? 0;
    const sessionId = response.headers['mcp-session-id'];
    hear(response, () => resolve({ status, ...(typeof sessionId === 'string' && { sessionId }) }));
  });
  const hung = setTimeout(() => reject(new Error(`${method} ${path} hangs: ${JSON.stringify(said)} ${body}`)), HUNG_MS);
  outgoing.on('error', () => {
    // The server closed the connection: that is an answer to something that is no HTTP.
    clearTimeout(hung);
    resolve({ status: 0 });
  });
  outgoing.end(['GET', 'HEAD', 'TRACE'].includes(method) ? undefined : body);
  return promise;
}

function hear(response: IncomingMessage, done: () => void): void {
  response.once('close', done);
  response.on('error', () => undefined);
  response.resume();
  if (response.headers['content-type']?.startsWith('text/event-stream'))
    setTimeout(() => response.destroy(), LISTENED_MS);
}
