// Owns one session of Streamable HTTP up to 2025-11-25: one conversation, and which of its streams each message rides.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller } from '../../call/caller.ts';
import type { TraceContext } from '../../call/trace-context.ts';
import type { Announcement } from '../methods/announcement.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import { Conversation } from '../conversation/conversation.ts';
import type { AboutMessage, Outlet } from '../message/outlet.ts';
import type { JsonRpcMessage, RequestId } from '../message/wire-message.ts';
import { refuse } from '../../http/refuse.ts';
import type { Accepted } from './accepted.ts';
import { parseEventId } from './event-id.ts';
import { EventLog } from './event-log.ts';
import { EventWriter } from './event-writer.ts';
import { takesEmptyEvents } from './legacy-revision.ts';
import { RequestStream } from './request-stream.ts';
import { replay, ResumableStream } from './resumable-stream.ts';

/** What one session keeps for clients that come back. */
const KEPT = { maxEvents: 1_000, maxLength: 2 * 1024 * 1024 };

/** What one POST brought. */
export interface Posted {
  readonly messages: readonly JsonRpcMessage[];
  /** Whether they came as an array. */
  readonly batch: boolean;
  readonly accepted: Accepted;
  /** The revision its header names. */
  readonly revision: string | undefined;
  readonly caller: Caller;
  readonly trace?: TraceContext;
}

/** What a session is made with. */
export interface SessionOptions {
  readonly id: string;
  /** Whose it is. */
  readonly principal: string;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** One client's session. */
export class Session {
  readonly #options: SessionOptions;
  readonly #parts: ServerParts;
  readonly #conversation: Conversation;
  readonly #log = new EventLog(KEPT);
  readonly #standing = new ResumableStream(this.#log);
  /** The POST each open request came with. */
  readonly #asked = new Map<RequestId, RequestStream>();
  #connections = 0;
  #lastUsed: number;

  constructor(parts: ServerParts, options: SessionOptions) {
    this.#options = options;
    this.#parts = parts;
    this.#lastUsed = options.now();
    const outlet: Outlet = { send: (json, about) => this.#send(json, about) };
    this.#conversation = new Conversation(parts, outlet, { eras: 'legacy' });
  }

  get principal(): string {
    return this.#options.principal;
  }

  /** The negotiated revision. */
  get revision(): string | undefined {
    return this.#conversation.protocolVersion;
  }

  /** The time of its last use; `undefined` while it is in use. */
  get idleSince(): number | undefined {
    return this.#connections > 0 || this.#asked.size > 0 ? undefined : this.#lastUsed;
  }

  /** Takes what a client posted and answers it. */
  post(posted: Posted, response: ServerResponse): void {
    this.#lastUsed = this.#options.now();
    const ids = posted.messages.flatMap((message) => ('method' in message && 'id' in message ? [message.id] : []));
    const taken = ids.find((id, index) => this.#asked.has(id) || ids.indexOf(id) !== index);
    if (taken !== undefined) {
      const message = 'Invalid Request: a request with this id is not answered yet';
      return refuse(response, { status: 400, code: -32_600, message, id: taken });
    }
    if (ids.length === 0) response.writeHead(202, { 'content-length': '0' }).end();
    else this.#expect(ids, posted, response);
    for (const message of posted.messages) {
      this.#conversation.receive(message, posted.caller, posted.trace);
      if ('method' in message && message.method === 'notifications/cancelled')
        this.#takenBack(message.params?.['requestId']);
    }
  }

  /** Opens the standing stream, or goes on with any stream behind the event a client had last. */
  listen(request: IncomingMessage, response: ServerResponse): void {
    this.#lastUsed = this.#options.now();
    const lastEventId = request.headers['last-event-id'];
    if (typeof lastEventId === 'string' && lastEventId !== '') return this.#resume(lastEventId, response);
    const primed = takesEmptyEvents(this.revision);
    this.#standing.join(this.#write(response), { primed });
  }

  toolsChanged(): void {
    this.#conversation.toolsChanged();
  }

  announce(news: Announcement): void {
    this.#conversation.announce(news);
  }

  /** Ends the conversation and everything that is open. */
  async close(): Promise<void> {
    for (const asked of new Set(this.#asked.values())) asked.close();
    this.#asked.clear();
    this.#standing.discard();
    await this.#conversation.close();
  }

  #expect(ids: readonly RequestId[], { batch, accepted, revision }: Posted, response: ServerResponse): void {
    const asked = new RequestStream(
      response,
      {
        sessionId: this.#options.id,
        count: ids.length,
        batch,
        accepted,
        primed: takesEmptyEvents(revision),
        log: this.#parts.log,
        onDone: () => (this.#lastUsed = this.#options.now()),
      },
      this.#log,
    );
    for (const id of ids) this.#asked.set(id, asked);
  }

  #send(json: string, { kind, relatedTo }: AboutMessage): void {
    if (relatedTo === undefined) return this.#standing.push(json);
    const asked = this.#asked.get(relatedTo);
    // Nobody waits any more: it was taken back, or the session is over.
    if (asked === undefined) return;
    if (kind !== 'response') return asked.tell(json);
    this.#asked.delete(relatedTo);
    asked.answer(json);
  }

  #takenBack(id: unknown): void {
    if (typeof id !== 'string' && typeof id !== 'number') return;
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    asked?.giveUp();
  }

  #resume(lastEventId: string, response: ServerResponse): void {
    const place = parseEventId(lastEventId);
    if (place === undefined || this.#log.after(place.stream, place.sequence) === undefined) {
      return refuse(response, { status: 400, code: -32_000, message: 'Bad Request: there is no such event any more' });
    }
    const writer = this.#write(response);
    const live = this.#find(place.stream);
    if (live !== undefined) return live.join(writer, { after: place.sequence, primed: false });
    replay(this.#log, place, writer);
    writer.end();
  }

  #find(number: number): ResumableStream | undefined {
    if (number === this.#standing.number) return this.#standing;
    for (const { stream } of this.#asked.values()) if (stream?.number === number) return stream;
    return undefined;
  }

  #write(response: ServerResponse): EventWriter {
    this.#connections += 1;
    const onClose = () => {
      this.#connections -= 1;
      this.#lastUsed = this.#options.now();
    };
    return new EventWriter(response, { sessionId: this.#options.id, log: this.#parts.log, onClose });
  }
}
