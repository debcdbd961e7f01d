import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { expect, test } from 'vitest';
import { IncomingAnswer } from '../../src/upstream/incoming-answer.ts';
import { discard, readPlain } from '../../src/upstream/read-body.ts';

/** The other side of an answer, as undici has it. */
class Connection implements Dispatcher.DispatchController {
  paused = false;
  reason: Error | null = null;

  get aborted(): boolean {
    return this.reason !== null;
  }

  abort(reason: Error): void {
    this.reason = reason;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }
}

function begun(): { readonly answer: IncomingAnswer; readonly connection: Connection } {
  const [answer, connection] = [new IncomingAnswer(), new Connection()];
  answer.onRequestStart(connection);
  answer.onResponseStart(connection, 103, { link: '<a>' });
  answer.onResponseStart(connection, 200, { 'content-type': 'text/plain' }, 'OK');
  return { answer, connection };
}

test('an answer begins with its own head, not with what an API says before it, and what has come is there at once', async () => {
  const { answer, connection } = begun();
  answer.onResponseData(connection, Buffer.from('hel'));
  answer.onResponseData(connection, Buffer.from('lo'));
  answer.onResponseEnd();
  expect(await answer.begun).toMatchObject({ statusCode: 200, statusText: 'OK' });
  expect(readPlain(answer, 5)).toEqual({ body: Buffer.from('hello'), truncated: false, notes: [] });
});

test('a body that is longer than its bound is cut there, and its connection too', async () => {
  const { answer, connection } = begun();
  answer.onResponseData(connection, Buffer.from('hello'));
  const read = readPlain(answer, 7);
  answer.onResponseData(connection, Buffer.from('world'));
  expect(await read).toEqual({ body: Buffer.from('hellowo'), truncated: true, notes: [] });
  expect(connection.aborted).toBe(true);
});

test('a body of which nobody reads waits on its connection, and goes on when somebody does', async () => {
  const { answer, connection } = begun();
  answer.onResponseData(connection, Buffer.alloc(70_000, 'a'));
  expect(connection.paused).toBe(true);
  const stream = answer.stream();
  answer.onResponseEnd();
  expect(Buffer.concat(await Readable.from(stream).toArray())).toHaveLength(70_000);
  expect(connection.aborted).toBe(false);
});

test('an answer that breaks off fails whoever reads it, as a whole or as a stream', async () => {
  const [whole, streamed] = [begun(), begun()];
  const [read, items] = [readPlain(whole.answer, 10), streamed.answer.stream().toArray()];
  for (const { answer, connection } of [whole, streamed]) answer.onResponseError(connection, new Error('broken'));
  await expect(read).rejects.toThrow('broken');
  await expect(items).rejects.toThrow('broken');
});

test('R42: a request that is given up before its turn fails at once, and is never sent', async () => {
  const [answer, connection] = [new IncomingAnswer(), new Connection()];
  answer.giveUp(new Error('no longer wanted'));
  await expect(answer.begun).rejects.toThrow('no longer wanted');
  answer.onRequestStart(connection);
  expect(connection.reason?.message).toBe('no longer wanted');
});

test('an answer nobody wants is read for a moment, then its connection is cut', async () => {
  const { answer, connection } = begun();
  await discard(answer, 5);
  expect(connection.aborted).toBe(true);
  const short = begun();
  short.answer.onResponseEnd();
  await discard(short.answer, 5);
  expect(short.connection.aborted).toBe(false);
});
