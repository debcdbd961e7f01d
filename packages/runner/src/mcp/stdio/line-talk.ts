// Owns what a line means: messages and batches in, answers out, each a line.
import type { Caller } from '../../call/caller.ts';
import { Batch } from '../message/batch.ts';
import type { Conversation } from '../conversation/conversation.ts';
import type { AboutMessage, Outlet } from '../message/outlet.ts';
import { BATCH_REVISION } from '../message/revisions.ts';
import {
  isMalformed,
  isMessage,
  isNotification,
  isRequest,
  isRequestId,
  readMessage,
  type JsonRpcMessage,
} from '../message/wire-message.ts';
import { ErrorCode, errorText, WireFailure } from '../message/wire-text.ts';
import type { JoinedWriter } from '../message/joined-writer.ts';

/** Messages of one batch. */
const MAX_BATCH = 100;

/** The lines to and from one client. */
export class LineTalk implements Outlet {
  readonly #writer: Pick<JoinedWriter, 'write' | 'taken'>;
  readonly #batches = new Set<Batch>();
  #heard = false;

  constructor(writer: Pick<JoinedWriter, 'write' | 'taken'>) {
    this.#writer = writer;
  }

  /** Whether the client ever said anything. */
  get heard(): boolean {
    return this.#heard;
  }

  /** Takes one line; whatever is wrong with it is answered. */
  hear(line: string, conversation: Conversation, caller: Caller): void {
    this.#heard = true;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      // What the parser says quotes the line; the client knows what it wrote.
      return this.#writer.write(
        errorText(null, new WireFailure(ErrorCode.parse, 'Parse error: a line is one JSON value')),
      );
    }
    if (Array.isArray(value)) return this.#hearBatch(value, conversation, caller);
    const message = readMessage(value);
    if (isMalformed(message)) this.#writer.write(errorText(message.id, failureOf(message)));
    else this.#pass(message, conversation, caller);
  }

  /** Answers a line that was not read to its end. */
  refuseTooLong(maxBytes: number): void {
    const failure = new WireFailure(ErrorCode.invalidRequest, `Invalid Request: a line has at most ${maxBytes} bytes`);
    this.#writer.write(errorText(null, failure));
  }

  send(json: string, { kind, relatedTo }: AboutMessage): void {
    if (kind === 'response' && relatedTo !== undefined && this.#batches.size > 0) {
      for (const batch of this.#batches) {
        if (!batch.answer(relatedTo, json)) continue;
        if (batch.settled) this.#batches.delete(batch);
        return;
      }
    }
    this.#writer.write(json);
  }

  taken(): Promise<void> | undefined {
    return this.#writer.taken();
  }

  #pass(message: JsonRpcMessage, conversation: Conversation, caller: Caller): void {
    conversation.receive(message, caller);
    if (this.#batches.size === 0 || !isNotification(message) || message.method !== 'notifications/cancelled') return;
    const id = message.params?.['requestId'];
    if (!isRequestId(id)) return;
    for (const batch of this.#batches) {
      batch.cancel(id);
      if (batch.settled) this.#batches.delete(batch);
    }
  }

  #hearBatch(values: readonly unknown[], conversation: Conversation, caller: Caller): void {
    const revision = conversation.protocolVersion;
    if (revision !== undefined && revision !== BATCH_REVISION) {
      return this.#refuseBatch(`the revision ${revision} has no batches`);
    }
    if (values.length === 0 || values.length > MAX_BATCH)
      return this.#refuseBatch(`a batch has 1 to ${MAX_BATCH} messages`);
    const messages = values.map(readMessage);
    const good = messages.filter(isMessage);
    const batch = new Batch(
      good.filter(isRequest).map(({ id }) => id),
      (json) => this.#writer.write(json),
    );
    for (const message of messages) if (isMalformed(message)) batch.refuse(errorText(message.id, failureOf(message)));
    if (batch.settled) batch.settle();
    else this.#batches.add(batch);
    for (const message of good) this.#pass(message, conversation, caller);
  }

  #refuseBatch(reason: string): void {
    this.#writer.write(errorText(null, new WireFailure(ErrorCode.invalidRequest, `Invalid Request: ${reason}`)));
  }
}

function failureOf({ code, malformed }: { readonly code: number; readonly malformed: string }): WireFailure {
  const what = code === ErrorCode.invalidParams ? 'Invalid params' : 'Invalid Request';
  return new WireFailure(code, `${what}: ${malformed}`);
}
