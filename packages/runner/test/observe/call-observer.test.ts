import type { ToolResult } from '@mcpm/openapi';
import { expect, test } from 'vitest';
import type { CallContext } from '../../src/call/call-context.ts';
import type { CallRecord } from '../../src/call/call-record.ts';
import { LOCAL_CALLER } from '../../src/call/caller.ts';
import { CallObserver } from '../../src/observe/call-observer.ts';
import { sendRecorded } from '../../src/observe/send-recorded.ts';

const fine: ToolResult = { content: [{ type: 'text', text: 'fine' }] };

/** A context of a client that asked for the log, and what it was told. */
function listening(): { readonly context: CallContext; readonly told: string[]; readonly stop: AbortController } {
  const told: string[] = [];
  const stop = new AbortController();
  const onLog = (level: string, text: string) => void told.push(`${level}: ${text}`);
  return { context: { signal: stop.signal, caller: LOCAL_CALLER, onLog }, told, stop };
}

/** A clock that says 0, then 12. */
function twelve(): () => number {
  let now = -12;
  return () => (now += 12);
}

const request = { method: 'GET', url: 'http://127.0.0.1:9/pets?limit=canary', headers: {} };

test('where nobody asked, a call is not observed', () => {
  const { signal } = new AbortController();
  expect(new CallObserver({ now: twelve() }).wants({ signal, caller: LOCAL_CALLER })).toBe(false);
});

test('a client that asked for the log is told what its call became, and why it was sent again', async () => {
  const { context, told } = listening();
  const observer = new CallObserver({ now: twelve() });
  expect(observer.wants(context)).toBe(true);
  const answer = async (_args: unknown, own: CallContext) => {
    if (own.record) own.record.operation = { method: 'GET', path: '/pets' };
    await sendRecorded(
      async (_request, sent) => {
        sent.onRetry?.('503');
        return { status: 200, headers: {}, body: new Uint8Array(3) };
      },
      request,
      own,
    );
    return fine;
  };
  expect(await observer.call({ name: 'listPets', args: {}, answer }, context)).toBe(fine);
  expect(told).toEqual(['warning: GET /pets: sent again after 503', 'info: GET /pets → 200 in 12 ms']);
});

test('a call that is no request says only that it is done, one that failed is a warning', async () => {
  const { context, told } = listening();
  const readOn = { name: 'read_answer', args: {}, answer: () => Promise.resolve(fine) };
  await new CallObserver({ now: twelve() }).call(readOn, context);
  const wrong = { ...readOn, answer: () => Promise.resolve({ ...fine, isError: true }) };
  await new CallObserver({ now: twelve() }).call(wrong, context);
  expect(told).toEqual(['info: read_answer → done in 12 ms', 'warning: read_answer failed in 12 ms']);
});

test('a call that was cancelled is told apart from one that hit a bug, and both reject as before', async () => {
  const records: CallRecord[] = [];
  const audit = (record: CallRecord) => void records.push(record);
  const observer = new CallObserver({ now: twelve(), audit });
  const { context, stop } = listening();
  const answer = () => Promise.reject(new Error('no'));
  await expect(observer.call({ name: 'a', args: {}, answer }, context)).rejects.toThrow('no');
  stop.abort();
  await expect(observer.call({ name: 'b', args: {}, answer }, context)).rejects.toThrow('no');
  expect(records.map(({ outcome }) => outcome)).toEqual(['bug', 'cancelled']);
});

test('what kept an answer away is written down by its kind, without the text', async () => {
  const records: CallRecord[] = [];
  const observer = new CallObserver({ now: twelve(), audit: (record) => void records.push(record) });
  const answer = async (_args: unknown, own: CallContext) => {
    await sendRecorded(() => Promise.reject(new TypeError('canary')), request, own).catch(() => undefined);
    return fine;
  };
  await observer.call({ name: 'listPets', args: {}, answer }, listening().context);
  expect(records[0]?.requests).toEqual([
    { method: 'GET', origin: 'http://127.0.0.1:9', retries: [], failure: 'TypeError' },
  ]);
});
