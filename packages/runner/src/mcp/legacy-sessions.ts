// Owns the sessions of Streamable HTTP up to 2025-11-25: made by initialize, found by id, ended by the client, by silence or for want of room.
import { randomUUID } from 'node:crypto';
import {
  isInitializeRequest,
  WebStandardStreamableHTTPServerTransport,
  type Server,
} from '@modelcontextprotocol/server';
import { buildServer, type ServerParts } from './build-server.ts';
import { refusal } from './refusal.ts';

/** How many sessions there may be, and how long one may be silent. */
export interface SessionLimits {
  readonly maxSessions: number;
  /** Milliseconds without a request or an open stream after which a session ends. */
  readonly idleMs: number;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

interface Session {
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly server: Server;
  /** Exchanges that are open: requests being answered, streams standing. */
  open: number;
  lastUsed: number;
}

/** All sessions of one endpoint. */
export class LegacySessions {
  readonly #parts: ServerParts;
  readonly #limits: SessionLimits;
  readonly #sessions = new Map<string, Session>();

  constructor(parts: ServerParts, limits: SessionLimits) {
    this.#parts = parts;
    this.#limits = limits;
  }

  get size(): number {
    return this.#sessions.size;
  }

  /** Answers one request of the legacy era; `body` is the parsed JSON of a POST. The answer is over when `release` was called. */
  async handle(request: Request, body: unknown): Promise<{ readonly answer: Response; readonly release: () => void }> {
    const id = request.headers.get('mcp-session-id');
    const session = id === null ? await this.#open(body) : this.#sessions.get(id);
    if (session instanceof Response) return { answer: session, release: () => undefined };
    if (session === undefined) return { answer: refusal(404, -32_001, 'Session not found'), release: () => undefined };
    session.open += 1;
    session.lastUsed = this.#limits.now();
    const release = () => {
      session.open -= 1;
      session.lastUsed = this.#limits.now();
    };
    // A client that comes back after its stream broke must not find its own old stream in the way.
    if (request.method === 'GET') session.transport.closeStandaloneSSEStream();
    try {
      return {
        answer: await session.transport.handleRequest(request, body === undefined ? {} : { parsedBody: body }),
        release,
      };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Ends the sessions that were silent for too long. */
  sweep(): void {
    const oldest = this.#limits.now() - this.#limits.idleMs;
    for (const session of this.#sessions.values()) {
      if (session.open === 0 && session.lastUsed <= oldest) void this.#end(session);
    }
  }

  /** Tells every session that the list of tools changed. */
  toolsChanged(): void {
    for (const { server } of this.#sessions.values()) {
      server
        .sendToolListChanged()
        .catch((error: unknown) => this.#parts.log.debug(`A notification was lost: ${String(error)}`));
    }
  }

  /** Ends all sessions. */
  async close(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map((session) => this.#end(session)));
  }

  async #open(body: unknown): Promise<Session | Response> {
    const messages: readonly unknown[] = Array.isArray(body) ? body : [body];
    if (!messages.some((message) => isInitializeRequest(message))) {
      return refusal(
        400,
        -32_000,
        'Bad Request: the Mcp-Session-Id header is missing; a session begins with initialize',
      );
    }
    if (this.#sessions.size >= this.#limits.maxSessions && !(await this.#makeRoom())) {
      return refusal(503, -32_000, 'Too many sessions are in use; try again later', { 'retry-after': '30' });
    }
    const server = buildServer(this.#parts, () => this.#sessions.delete(transport.sessionId ?? ''));
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        this.#sessions.set(id, session);
      },
    });
    const session: Session = { transport, server, open: 0, lastUsed: this.#limits.now() };
    await server.connect(transport);
    return session;
  }

  /** Ends the session that was silent for longest, unless all are in use. */
  async #makeRoom(): Promise<boolean> {
    const idle = [...this.#sessions.values()]
      .filter(({ open }) => open === 0)
      .toSorted((left, right) => left.lastUsed - right.lastUsed)[0];
    if (idle !== undefined) await this.#end(idle);
    return idle !== undefined;
  }

  async #end({ server }: Session): Promise<void> {
    await server
      .close()
      .catch((error: unknown) => this.#parts.log.debug(`A session did not close cleanly: ${String(error)}`));
  }
}
