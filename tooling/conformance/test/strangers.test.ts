// Ten thousand random texts and requests on each transport: the process lives, answers, holds its tongue and its memory.
import { beforeAll, describe, expect, test } from 'vitest';
import { eventually, rawSseClient, rawStdioClient, rawStreamableClient, type RawStdioClient } from '@mcpm/test-kit';
import { openFixture } from '../src/fixture/open-fixture.ts';
import { judgedRunner } from '../src/run/judged-runner.ts';
import { residentMb } from '../src/run/memory.ts';
import { runnerCommand, startRunner } from '../src/run/start-runner.ts';
import { strangeRequests } from '../src/strangers/random-requests.ts';
import { strangers } from '../src/strangers/random-texts.ts';
import { sendStrange } from '../src/strangers/send-strange.ts';

/** What is random is the same in every run. */
const SEED = 20_260_728;
const COUNT = 10_000;
/** With so small a heap, what is not needed any more must go: a leak of 5 KB for each request ends the process. */
const SMALL_HEAP = { NODE_OPTIONS: '--max-old-space-size=64' };
/** MB it may then hold after all of them. */
const MOST_MB = 180;

let bin: string;
beforeAll(async () => {
  bin = await judgedRunner();
});

/** Whether the log tells of a bug. */
const bugs = (log: string) => log.split('\n').filter((line) => /bug/.test(line));

/** Resolves once the runner has answered what was written before: one of the two eras is the one of this pipe. */
async function answers(client: RawStdioClient, id: string): Promise<void> {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const lists = [{}, { _meta: meta }].map((params) => client.request('tools/list', params));
  const settled = await Promise.allSettled(lists);
  const tools = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value['tools']] : []));
  expect(tools.length, `${id}: ${JSON.stringify(settled)}`).toBeGreaterThan(0);
}

describe('R38: strangers', () => {
  test('R38: 10,000 random lines on stdin leave the process alive, answering, and silent but for the protocol', async () => {
    await using fixture = await openFixture();
    const command = runnerCommand({
      bin,
      document: fixture.document,
      args: ['--log-level', 'warn'],
      env: SMALL_HEAP,
    });
    await using client = rawStdioClient({ ...command, timeoutMs: 20_000 });
    const lines = strangers(SEED, COUNT);
    for (let from = 0; from < lines.length; from += 500) {
      for (const line of lines.slice(from, from + 500)) client.writeLine(line);
      await answers(client, `after ${from}`);
    }
    expect(client.noise.filter((line) => !isBatch(line))).toEqual([]);
    expect(bugs(client.stderr())).toEqual([]);
    expect(residentMb(client.pid ?? 0)).toBeLessThan(MOST_MB);
  });

  test('R38: 10,000 random requests to Streamable HTTP', async () => {
    await using fixture = await openFixture();
    await using runner = await startRunner('streamable', { bin, document: fixture.document, env: SMALL_HEAP });
    const statuses = await sendStrange(runner.url, strangeRequests(SEED, COUNT));
    expect([...statuses.keys()].filter((status) => status >= 500 && status !== 503)).toEqual([]);
    for (const era of ['legacy', 'modern'] as const) {
      await using client = rawStreamableClient({ url: runner.url, era });
      if (era === 'legacy') await client.initialize();
      expect((await client.callTool('echo', { text: 'still there' })).content[0]?.text).toBe('still there');
    }
    expect({ bugs: bugs(runner.log()), output: runner.output(), alive: runner.alive() }).toEqual(UNHARMED);
    expect(residentMb(runner.pid)).toBeLessThan(MOST_MB);
  });

  test('R38: 10,000 random requests to HTTP+SSE', async () => {
    await using fixture = await openFixture();
    await using runner = await startRunner('sse', { bin, document: fixture.document, env: SMALL_HEAP });
    await using victim = rawSseClient({ url: runner.url });
    const statuses = await sendStrange(runner.url, strangeRequests(SEED, COUNT), await victim.connect());
    expect([...statuses.keys()].filter((status) => status >= 500 && status !== 503)).toEqual([]);
    await using client = rawSseClient({ url: runner.url });
    await client.initialize();
    expect((await client.callTool('echo', { text: 'still there' })).content[0]?.text).toBe('still there');
    expect({ bugs: bugs(runner.log()), output: runner.output(), alive: runner.alive() }).toEqual(UNHARMED);
    expect(residentMb(runner.pid)).toBeLessThan(MOST_MB);
  });

  test.each([
    ['a foreign Origin', 403, { origin: 'http://evil.example' }, '{}'],
    ['a foreign Host', 403, { host: 'evil.example' }, '{}'],
    ['JSON that is none', 400, {}, '{"jsonrpc":'],
    ['an unknown session', 404, { 'mcp-session-id': 'nobody' }, '{"jsonrpc":"2.0","id":1,"method":"ping"}'],
    ['a body of 16 MB', 413, {}, JSON.stringify({ text: 'x'.repeat(16 * 1024 * 1024) })],
  ])('R38: %s is answered %i', async (_what, status, headers, body) => {
    await using fixture = await openFixture();
    await using runner = await startRunner('streamable', { bin, document: fixture.document });
    await using client = rawStreamableClient({ url: runner.url });
    expect((await client.post(body, headers)).status).toBe(status);
    await eventually(() => expect(runner.alive()).toBe(true));
  });
});

/** Whether a line is the answer to a batch, as 2025-03-26 has it. */
function isBatch(line: string): boolean {
  const answers: unknown = JSON.parse(line);
  return Array.isArray(answers) && answers.length > 0 && answers.every((answer) => Object(answer).jsonrpc === '2.0');
}

const UNHARMED = { bugs: [], output: '', alive: true };
