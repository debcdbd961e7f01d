// Owns the answer to one POST of a session: plain JSON if all is said soon and at once, else an event stream that can be resumed.
import type { ServerResponse } from 'node:http';
import type { Logger } from '../../log/logger.ts';
import { refuse } from '../../http/refuse.ts';
import type { Accepted } from './accepted.ts';
import type { EventLog } from './event-log.ts';
import { EventWriter } from './event-writer.ts';
import { ResumableStream } from './resumable-stream.ts';
import { writeJson } from './write-json.ts';

/** Milliseconds a client waits for its headers at most. */
const PATIENCE_MS = 250;

/** One POST that asks for something. */
export interface AskedRequests {
  readonly sessionId: string;
  /** How many requests it carries. */
  readonly count: number;
  /** Whether they came as an array, and are answered as one. */
  readonly batch: boolean;
  readonly accepted: Accepted;
  /** Whether its client understands an event without data. */
  readonly primed: boolean;
  readonly log: Pick<Logger, 'warn'>;
  /** Told once, when every request is answered or will never be. */
  readonly onDone: () => void;
}

/** Brings messages to the client that asked. */
export class RequestStream {
  readonly #response: ServerResponse;
  readonly #asked: AskedRequests;
  readonly #log: EventLog;
  readonly #answers: string[] = [];
  #open: number;
  #patience: NodeJS.Timeout | undefined;
  #stream: ResumableStream | undefined;

  /** @param log where its events are kept, if it becomes a stream. */
  constructor(response: ServerResponse, asked: AskedRequests, log: EventLog) {
    this.#response = response;
    this.#asked = asked;
    this.#log = log;
    this.#open = asked.count;
    if (asked.accepted.events) this.#patience = setTimeout(() => this.#begin(), PATIENCE_MS);
  }

  /** The stream it has become, if it has. */
  get stream(): ResumableStream | undefined {
    return this.#stream;
  }

  /** Takes the answer to one of the requests. */
  answer(json: string): void {
    this.#open -= 1;
    if (this.#stream !== undefined) this.#stream.push(json);
    else this.#answers.push(json);
    if (this.#stream === undefined && !this.#asked.accepted.json) this.#begin();
    if (this.#open === 0) this.#finish();
  }

  /** Takes a message that belongs to one of the requests and comes before its answer. */
  tell(json: string): void {
    // Whoever reads JSON only has no place for anything but answers.
    if (!this.#asked.accepted.events) return;
    if (this.#stream === undefined) this.#begin();
    this.#stream?.push(json);
  }

  /** One of the requests will never be answered, because its client took it back. */
  giveUp(): void {
    this.#open -= 1;
    if (this.#open === 0) this.#finish();
  }

  /** The session is over. */
  close(): void {
    clearTimeout(this.#patience);
    this.#open = 0;
    if (this.#stream !== undefined) this.#stream.discard();
    else if (!this.#gone) refuse(this.#response, { status: 404, code: -32_001, message: 'Session not found' });
    this.#asked.onDone();
  }

  get #gone(): boolean {
    return this.#response.destroyed;
  }

  /** Makes it a stream. A client that left before has no id to come back with, so nothing is kept for it. */
  #begin(): void {
    clearTimeout(this.#patience);
    if (this.#gone || this.#stream !== undefined) return;
    const { sessionId, primed, log } = this.#asked;
    this.#stream = new ResumableStream(this.#log);
    this.#stream.join(new EventWriter(this.#response, { sessionId, log }), { primed });
    for (const json of this.#answers.splice(0)) this.#stream.push(json);
  }

  #finish(): void {
    clearTimeout(this.#patience);
    if (this.#stream !== undefined) this.#stream.finish();
    else if (!this.#gone) this.#write();
    this.#asked.onDone();
  }

  #write(): void {
    const { sessionId, batch, log } = this.#asked;
    const [first] = this.#answers;
    if (first === undefined) new EventWriter(this.#response, { sessionId, log }).end();
    else writeJson(this.#response, batch ? `[${this.#answers.join(',')}]` : first, sessionId);
  }
}
