import { RunnerOptions } from '@mcpm/domain';
import { FakeClock } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { AnswerDesk } from '../../src/answers/answer-desk.ts';
import { Redaction } from '../../src/credentials/redaction.ts';
import { UpstreamCredentials } from '../../src/credentials/upstream-credentials.ts';
import { LiveDocument } from '../../src/document/live-document.ts';
import { LocalFiles } from '../../src/files/local-files.ts';
import { Logger } from '../../src/log/logger.ts';
import { LegacySessions } from '../../src/mcp/legacy-sessions.ts';
import { CallStatistics } from '../../src/tools/call-statistics.ts';
import { OperationCaller } from '../../src/tools/operation-caller.ts';
import { ToolDesk } from '../../src/tools/tool-desk.ts';
import { UpstreamClient } from '../../src/upstream/upstream-client.ts';

function open(maxSessions: number) {
  const clock = new FakeClock();
  const log = new Logger({ level: 'error', sink: { write: () => true }, now: () => new Date(0) });
  const redaction = new Redaction();
  const options = RunnerOptions.parse({ openapi: 'pets.yaml' });
  const answers = new AnswerDesk({ options, isTaken: () => false, redact: redaction.redact, now: clock.now });
  const desk = new ToolDesk({
    document: new LiveDocument(
      () => Promise.reject(new Error('no document')),
      () => undefined,
    ),
    operations: new OperationCaller({
      upstream: new UpstreamClient({ timeoutMs: 1, maxResponseBytes: 1 }),
      credentials: new UpstreamCredentials(options, { log, redaction, now: clock.now }),
      redaction,
      files: new LocalFiles([]),
      answers,
      statistics: new CallStatistics(),
      onCall: () => undefined,
      now: clock.now,
    }),
    answers,
    limits: options,
  });
  return {
    clock,
    sessions: new LegacySessions(
      { desk, resources: answers.saved, log, patienceMs: 10 },
      { maxSessions, idleMs: 1_000, now: clock.now },
    ),
  };
}

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
};

async function ask(sessions: LegacySessions, body: unknown, sessionId?: string): Promise<Response> {
  const headers = {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    ...(sessionId === undefined ? {} : { 'mcp-session-id': sessionId }),
  };
  const { answer, release } = await sessions.handle(
    new Request('http://localhost/mcp', { method: 'POST', headers }),
    body,
  );
  await answer.clone().text();
  release();
  return answer;
}

async function begin(sessions: LegacySessions): Promise<string> {
  return (await ask(sessions, initialize)).headers.get('mcp-session-id') ?? '';
}

const ping = { jsonrpc: '2.0', id: 2, method: 'ping' };

test('a session that was silent for too long ends, one that was used lives on', async () => {
  const { clock, sessions } = open(10);
  const [silent, used] = [await begin(sessions), await begin(sessions)];
  clock.advance(600);
  expect((await ask(sessions, ping, used)).status).toBe(200);
  clock.advance(600);
  sessions.sweep();
  expect((await ask(sessions, ping, silent)).status).toBe(404);
  expect((await ask(sessions, ping, used)).status).toBe(200);
});

test('a session with an open stream is never ended for its silence', async () => {
  const { clock, sessions } = open(10);
  const id = await begin(sessions);
  const stream = new Request('http://localhost/mcp', {
    headers: { accept: 'text/event-stream', 'mcp-session-id': id },
  });
  const { release } = await sessions.handle(stream, undefined);
  clock.advance(5_000);
  sessions.sweep();
  expect(sessions.size).toBe(1);
  release();
  await sessions.close();
  expect(sessions.size).toBe(0);
});

test('when all places are taken the one silent for longest makes room, and if all are in use the client is told to wait', async () => {
  const { clock, sessions } = open(2);
  const first = await begin(sessions);
  clock.advance(1);
  const second = await begin(sessions);
  const third = await begin(sessions);
  expect((await ask(sessions, ping, first)).status).toBe(404);
  for (const id of [second, third]) {
    const stream = new Request('http://localhost/mcp', {
      headers: { accept: 'text/event-stream', 'mcp-session-id': id },
    });
    await sessions.handle(stream, undefined);
  }
  const refused = await ask(sessions, initialize);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('30');
  await sessions.close();
});

test('a request without a session that is no initialize is told how a session begins', async () => {
  const { sessions } = open(2);
  expect((await ask(sessions, ping)).status).toBe(400);
});
