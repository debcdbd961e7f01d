// Secrets as canaries: whatever is done to a runner, the words it was trusted with go to the upstream and nowhere else.
import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, rawStreamableClient, type JsonObject } from '@mcpm/test-kit';
import { CANARIES, openCage, type Cage } from '../src/canary/open-cage.ts';
import { judgedRunner } from '../src/run/judged-runner.ts';
import { runnerCommand, startRunner, type HttpRunner } from '../src/run/start-runner.ts';

const TOOLS = ['ask_with_keys', 'ask_with_login', 'ask_with_bearer', 'ask_nobody'];

const scope = new AsyncDisposableStack();
let cage: Cage;
let runner: HttpRunner;
beforeAll(async () => {
  cage = scope.use(await openCage(await judgedRunner()));
  runner = scope.use(await startRunner('streamable', cage.start));
});
afterAll(() => scope.disposeAsync());

/** All that clients of both eras are answered, whatever they ask. */
async function everyAnswer(): Promise<string> {
  const said: unknown[] = [];
  for (const era of ['legacy', 'modern'] as const) {
    await using client = rawStreamableClient({ url: runner.url, era, token: CANARIES.requireToken });
    if (era === 'legacy') said.push(await client.initialize());
    const ask = (method: string, params: JsonObject) =>
      client.request(method, params).catch((error: unknown) => ({ ...Object(error), text: String(error) }));
    said.push(await ask('tools/list', {}));
    for (const name of TOOLS) {
      said.push(await ask('tools/call', { name, arguments: {} }));
      said.push(await ask('tools/call', { name, arguments: { limit: 'many' } }));
    }
    said.push(await ask('tools/call', { name: 'nobody' }), await ask('resources/list', {}));
    said.push(await client.post('{"jsonrpc":'), await client.post([]), await client.post({}, { host: 'evil.example' }));
  }
  const refused = [{}, { authorization: 'Bearer x' }, { authorization: `Basic ${CANARIES.requireToken}` }];
  for (const headers of refused) {
    const answer = await fetch(runner.url, { method: 'POST', headers, body: '{}' });
    said.push(answer.status, [...answer.headers], await answer.text());
  }
  const metrics = { headers: { authorization: `Bearer ${CANARIES.requireToken}` } };
  said.push(await (await fetch(new URL('/metrics', runner.url), metrics)).text());
  return JSON.stringify(said);
}

describe('R34: secrets', () => {
  test('R34: no answer, metric or line of the log tells one, though every failure of the API does', async () => {
    const answers = await everyAnswer();
    expect(answers).toContain('500');
    expect(cage.seenIn(answers)).toEqual([]);
    expect(cage.seenIn(runner.log())).toEqual([]);
    expect(runner.output()).toBe('');
    // They were used, so there was something to tell.
    const wanted = ['auth', 'header', 'documentHeader', 'keyInHeader', 'keyInQuery', 'basic'];
    expect(cage.told().toSorted()).toEqual(wanted.toSorted());
  });

  test('R34: neither the command line nor the title of the process has one', async () => {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'args=', '-p', String(runner.pid)]);
    expect(stdout).toContain('--openapi');
    expect(cage.seenIn(stdout)).toEqual([]);
    expect(cage.seenIn(readFileSync(`/proc/${runner.pid}/cmdline`, 'utf8'))).toEqual([]);
  });

  test.each([
    'inspect',
    'doctor',
    'curl ask_with_keys',
    'curl ask_with_login',
    'curl ask_with_bearer',
    'call ask_with_keys',
    'call ask_nobody',
  ])('R34: the command %s prints none', async (words) => {
    const { command, args, env } = runnerCommand(cage.start);
    const [bin = '', ...rest] = args;
    const options = rest.filter((word) => !['--metrics', '--audit'].includes(word));
    const child = spawn(command, [bin, ...words.split(' '), ...options], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(`${said}${complained}`).not.toBe('');
    expect(cage.seenIn(`${said}${complained}`)).toEqual([]);
  });

  test('R34: the spans of its calls tell none', async () => {
    await using fresh = await startRunner('streamable', cage.start);
    await using client = rawStreamableClient({ url: fresh.url, era: 'modern', token: CANARIES.requireToken });
    for (const name of TOOLS) await client.callTool(name);
    // What was not sent yet is sent when it leaves.
    await fresh[Symbol.asyncDispose]();
    expect(cage.traces()).toContain('resourceSpans');
    expect(cage.seenIn(cage.traces())).toEqual([]);
  });

  test('R34: a crash by an error that names them all is logged without them', async () => {
    const before = runner.log().length;
    process.kill(runner.pid, 'SIGUSR2');
    await eventually(() => expect(runner.alive()).toBe(false));
    const last = runner.log().slice(before);
    expect(last).toContain('MCPM_REQUIRE_TOKEN');
    expect(cage.seenIn(last)).toEqual([]);
  });
});
