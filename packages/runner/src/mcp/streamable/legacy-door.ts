// Owns how requests of the legacy era reach their session: how one begins, what it must be asked with, how it ends.
import { readTrace } from '../../call/trace-context.ts';
import { isSureInitialize } from '../message/sure-shapes.ts';
import { isRequest } from '../message/wire-message.ts';
import { refuse } from '../../http/refuse.ts';
import { readAccepted } from './accepted.ts';
import { complainOfRevision, hasBatches } from './legacy-revision.ts';
import type { Posted, Session } from './session.ts';
import type { Sessions } from './sessions.ts';
import { revisionOf, type LegacyBody } from './sort-body.ts';
import type { Visit } from './visit.ts';

/** Leads requests to sessions. */
export class LegacyDoor {
  readonly #sessions: Sessions;
  readonly #isInitialize: (message: unknown) => Promise<boolean>;

  /** @param isInitialize judges an unusual `initialize`. */
  constructor(sessions: Sessions, isInitialize: (message: unknown) => Promise<boolean>) {
    this.#sessions = sessions;
    this.#isInitialize = isInitialize;
  }

  /** Answers a POST. */
  async post(body: LegacyBody, visit: Visit): Promise<void> {
    const { messages, batch } = body;
    const { request, response, caller } = visit;
    const accepted = readAccepted(request.headers.accept);
    if (!accepted.json && !accepted.events) {
      const message = 'Not Acceptable: accept application/json and text/event-stream';
      return refuse(response, { status: 406, code: -32_000, message });
    }
    const begins = this.#begins(body);
    const session = (begins instanceof Promise ? await begins : begins) ? this.#begin(body, visit) : this.#find(visit);
    if (session === undefined) return;
    if (batch && !hasBatches(session.revision)) {
      const message = `Invalid Request: protocol version ${session.revision} has no batches`;
      return refuse(response, { status: 400, code: -32_600, message });
    }
    const trace = readTrace(request.headers['traceparent'], request.headers['tracestate']);
    const posted: Posted = {
      messages,
      batch,
      accepted,
      revision: revisionOf(request.headers),
      caller,
      ...(trace && { trace }),
    };
    session.post(posted, response);
  }

  /** Answers a GET: a stream of the session. */
  get(visit: Visit): void {
    if (!readAccepted(visit.request.headers.accept).events) {
      return refuse(visit.response, {
        status: 406,
        code: -32_000,
        message: 'Not Acceptable: accept text/event-stream',
      });
    }
    this.#find(visit)?.listen(visit.request, visit.response);
  }

  /** Answers a DELETE: the session ends. */
  async delete(visit: Visit): Promise<void> {
    if (this.#find(visit) === undefined) return;
    const { 'mcp-session-id': id } = visit.request.headers;
    visit.response.writeHead(200, { 'content-length': '0' }).end();
    if (typeof id === 'string') await this.#sessions.end(id);
  }

  /** Whether a body is one well-formed `initialize`. */
  #begins({ messages: [first], batch }: LegacyBody): boolean | Promise<boolean> {
    if (batch || first === undefined || !('method' in first) || first.method !== 'initialize') return false;
    return isSureInitialize(first.params) || this.#isInitialize(first);
  }

  #begin({ messages }: LegacyBody, { request, response, caller }: Visit): Session | undefined {
    const id = request.headers['mcp-session-id'];
    if (typeof id === 'string') {
      if (this.#sessions.find(id, caller.principal) === undefined) refuse(response, NO_SESSION);
      else refuse(response, { status: 400, code: -32_600, message: 'Invalid Request: Server already initialized' });
      return undefined;
    }
    if (!messages.some(isRequest)) {
      refuse(response, NO_ID);
      return undefined;
    }
    const session = this.#sessions.open(caller.principal);
    if (session === undefined) refuse(response, FULL);
    return session;
  }

  #find(visit: Visit): Session | undefined {
    const { request, response, caller } = visit;
    const id = request.headers['mcp-session-id'];
    if (typeof id !== 'string' || id === '') {
      refuse(response, NO_ID);
      return undefined;
    }
    const session = this.#sessions.find(id, caller.principal);
    const complaint = complainOfRevision(revisionOf(request.headers));
    if (session === undefined) refuse(response, NO_SESSION);
    else if (complaint !== undefined) refuse(response, { status: 400, code: -32_000, message: complaint });
    else return session;
    return undefined;
  }
}

const NO_ID = {
  status: 400,
  code: -32_000,
  message: 'Bad Request: the Mcp-Session-Id header is missing; a session begins with initialize',
};
const NO_SESSION = { status: 404, code: -32_001, message: 'Session not found' };
const FULL = {
  status: 503,
  code: -32_000,
  message: 'Too many sessions are in use; try again later',
  headers: { 'retry-after': '30' },
};
