import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually, program, programNames, type ProgramName } from '../src/index.ts';

interface Started {
  readonly child: ChildProcess;
  readonly messages: readonly unknown[];
  /** What it wrote so far. */
  readonly wrote: { stdout: string; stderr: string };
  /** Exit code, or the signal that ended it; its output may not be whole yet. */
  readonly left: Promise<unknown>;
  /** The same, once its output is whole: nobody holds its pipes any more. */
  readonly closed: Promise<unknown>;
}

const children = new Set<ChildProcess>();

function start(name: ProgramName, env: NodeJS.ProcessEnv = {}, fd?: number): Started {
  const extra = fd === undefined ? [] : [fd];
  const child = spawn(process.execPath, [program(name)], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc', ...extra],
  });
  children.add(child);
  const messages: unknown[] = [];
  const wrote = { stdout: '', stderr: '' };
  child.on('message', (message) => messages.push(message));
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (wrote.stdout += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (wrote.stderr += chunk));
  const end = (event: string) => once(child, event).then(([code, signal]: unknown[]) => code ?? signal);
  return { child, messages, wrote, left: end('exit'), closed: end('close') };
}

const ready = ({ messages }: Started) => eventually(() => expect(messages[0]).toMatchObject({ type: 'ready' }));

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

describe('programs', () => {
  test('every file of the folder has a name, and every name a file', () => {
    const files = programNames.map((name) => basename(program(name)));
    expect(readdirSync(dirname(program('stays-up'))).toSorted()).toEqual(files.toSorted());
  });

  test.each(['exits-0', 'exits-1', 'exits-65'] as const)(
    '%s leaves with that code and was never ready',
    async (name) => {
      const started = start(name);
      expect(await started.left).toBe(Number(name.slice('exits-'.length)));
      expect(started.messages).toEqual([]);
    },
  );

  test.each([
    'stays-up',
    'answers-health',
    'ready-after-100ms',
    'serves-http',
    'echoes-stdin',
    'floods-stderr',
  ] as const)('%s is ready, and leaves with 0 when asked to', async (name) => {
    const started = start(name, { FLOOD_LINES: '10' });
    await ready(started);
    started.child.send({ type: 'shutdown' });
    expect(await started.left).toBe(0);
  });

  test.each(['stays-up', 'echoes-stdin'] as const)('%s leaves when its IPC channel is gone', async (name) => {
    const started = start(name);
    await ready(started);
    started.child.disconnect();
    expect(await started.left).toBe(0);
  });

  test('never-ready says nothing, and leaves when asked to', async () => {
    const { child, left, messages } = start('never-ready');
    child.send({ type: 'shutdown' });
    expect(await left).toBe(0);
    expect(messages).toEqual([]);
  });

  test('crashes-after-ready is ready, then ends with 1 and a stack', async () => {
    const started = start('crashes-after-ready');
    expect(await started.closed).toBe(1);
    expect(started.messages).toMatchObject([{ type: 'ready' }]);
    expect(started.wrote.stderr).toMatch(/Error: crashed after ready\n\s+at /);
  });

  test('ignores-sigterm outlives shutdown and SIGTERM, not SIGKILL', async () => {
    const started = start('ignores-sigterm');
    await ready(started);
    started.child.send({ type: 'shutdown' });
    started.child.kill('SIGTERM');
    started.child.send({ type: 'health-check', id: 1 });
    await eventually(() => expect(started.messages[1]).toMatchObject({ type: 'health', id: 1 }));
    started.child.kill('SIGKILL');
    expect(await started.closed).toBe('SIGKILL');
    expect(started.wrote.stderr.split('\n').toSorted()).toEqual(['', 'ignored SIGTERM', 'ignored shutdown', 'ready']);
  });

  test('answers-health answers each check, stops-answering-health only the first', async () => {
    const [answers, stops] = [start('answers-health'), start('stops-answering-health')];
    await Promise.all([ready(answers), ready(stops)]);
    for (const { child } of [answers, stops]) child.send({ type: 'health-check', id: 1 });
    await eventually(() => expect([answers.messages.length, stops.messages.length]).toEqual([2, 2]));
    for (const { child } of [answers, stops]) child.send({ type: 'health-check', id: 2 });
    await eventually(() =>
      expect(answers.messages[2]).toEqual({ type: 'health', id: 2, eventLoopDelayMs: 1, connections: 2 }),
    );
    expect(stops.messages).toHaveLength(2);
  });

  test('leaves-a-grandchild leaves behind a process that SIGTERM does not end', async () => {
    const { child, messages, wrote, left, closed } = start('leaves-a-grandchild');
    await eventually(() => expect(messages).toMatchObject([{ type: 'ready' }]));
    child.send({ type: 'shutdown' });
    expect(await left).toBe(0);
    const pid = Number(wrote.stdout);
    process.kill(pid, 'SIGTERM');
    await eventually(() => expect(wrote.stderr).toBe('grandchild ignored SIGTERM\n'));
    process.kill(pid, 'SIGKILL');
    await closed;
  });

  test('floods-stderr and prints-then-crashes write every line', async () => {
    const floods = start('floods-stderr', { FLOOD_LINES: '2500', FLOOD_THEN: 'exit' });
    const prints = start('prints-then-crashes');
    expect(await Promise.all([floods.closed, prints.closed])).toEqual([0, 1]);
    expect(floods.wrote.stderr.trimEnd().split('\n')).toHaveLength(2500);
    expect(prints.wrote.stderr.trimEnd().split('\n').at(-1)).toBe('line 1000');
  });

  test('echoes-stdin echoes line by line and leaves at the end', async () => {
    const { child, wrote, closed } = start('echoes-stdin');
    child.stdin?.end('one\ntwo\n');
    expect(await closed).toBe(0);
    expect(wrote.stdout).toBe('one\ntwo\n');
  });

  test('serves-http answers its pid on PORT and on an inherited descriptor', async () => {
    const own = start('serves-http');
    await ready(own);
    expect(await fetch(`http://127.0.0.1:${portOf(own)}/`).then((response) => response.text())).toBe(
      String(own.child.pid),
    );
    const socket = createServer().listen(0, '127.0.0.1');
    await once(socket, 'listening');
    const inherits = start('serves-http', { MCPM_LISTEN_FD: '4' }, descriptorOf(socket));
    await ready(inherits);
    socket.close();
    expect(await fetch(`http://127.0.0.1:${portOf(inherits)}/`).then((response) => response.text())).toBe(
      String(inherits.child.pid),
    );
  });
});

function portOf({ messages }: Started): number {
  const [message] = messages;
  return typeof message === 'object' && message !== null ? Number(Reflect.get(message, 'port')) : -1;
}

/** The descriptor a listening server has; Node keeps it on its handle only. */
function descriptorOf(server: object): number {
  const handle: unknown = Reflect.get(server, '_handle');
  return typeof handle === 'object' && handle !== null ? Number(Reflect.get(handle, 'fd')) : -1;
}
