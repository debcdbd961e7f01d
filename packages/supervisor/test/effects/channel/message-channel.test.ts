import { existsSync } from 'node:fs';
import { Duplex } from 'node:stream';
import { ProcessSpec } from '@mcpm/domain';
import { eventually } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { MessageChannel } from '../../../src/effects/channel/message-channel.ts';
import { Launch } from '../launch/launch.ts';

const FLOOD = 100_000;
const STAY = 'setInterval(() => {}, 60_000);';

const child = (source: string) =>
  Launch.of({ command: process.execPath, args: ['-e', source], managed: true, containment: 'group' });
// A child that is no Node program writes what it likes.
const shell = (source: string) =>
  Launch.of({ command: 'sh', args: ['-c', source], managed: true, containment: 'group' });
const ping = (id: number) => ({ type: 'health-check', id }) as const;

describe('the channel of a child', () => {
  test('carries messages both ways, whatever is in them', async () => {
    await using launch = await child('process.on("message", (m) => process.send({ ...m, text: "é\\n\\u2028\\0" }))');
    expect(launch.child.send(ping(1))).toBe(true);
    await eventually(() => expect(launch.heard).toEqual([{ ...ping(1), text: 'é\n\u2028\0' }]));
  });

  test('P35: tells all of a flood of 100,000 messages, in order, and the exit after them', async () => {
    const source = `for (let n = 0; n < ${FLOOD}; n += 1) process.send(n); process.send('last', () => process.exit(3))`;
    await using launch = await child(source);
    expect(await launch.exited).toEqual({ code: 3, signal: null });
    await launch.child.closed;
    expect(launch.heard.findIndex((one, index) => one !== index)).toBe(FLOOD);
    expect(launch.heard.slice(FLOOD)).toEqual(['last', 'exit']);
  });

  test('P35: a flood of the shortest garbage there is holds up nothing else of this process', async () => {
    const lines = 200_000;
    const write = `try { at += fs.writeSync(3, bytes, at) } catch ({ code }) { if (code !== 'EAGAIN') throw code }`;
    const flood = `const bytes = Buffer.alloc(${lines}, 10); for (let at = 0; at < bytes.length;) ${write}`;
    await using launch = await child(`const fs = require('fs'); ${flood}; ${STAY}`);
    let longest = 0;
    let before = performance.now();
    const looking = setInterval(() => {
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    }, 1);
    await eventually(() => expect(launch.heard.length).toBe(lines), { timeoutMs: 10_000 });
    clearInterval(looking);
    // In one go it would take seconds.
    expect(longest).toBeLessThan(500);
  });

  test('P35: what was sent right before the exit is told before the exit', async () => {
    await using launch = await shell(
      `i=0; while [ $i -lt 200 ]; do echo "{\\"n\\":$i}" >&3; i=$((i+1)); done; kill -9 $$`,
    );
    expect(await launch.exited).toEqual({ code: null, signal: 'SIGKILL' });
    expect(launch.heard).toEqual([...Array.from({ length: 200 }, (_, n) => ({ n })), 'exit']);
  });

  test('P35: what was sent before an exit is told although a message to the child failed first', async () => {
    await using launch = await shell(`read line; echo '{"last":1}' >&3; exec 3>&-; sleep 300`);
    launch.child.stdin?.write('go\n');
    // Without a turn of the event loop in between: nothing can have been read when the write fails.
    const deadline = performance.now() + 5000;
    while (existsSync(`/proc/${launch.child.identity.pid}/fd/3`) && performance.now() < deadline);
    launch.child.send(ping(1));
    expect(launch.heard).toEqual([]);
    await eventually(() => expect(launch.heard).toEqual([{ last: 1 }]));
    expect(launch.child.send(ping(2))).toBe(false);
    expect(launch.child.isAlive()).toBe(true);
  });

  test('P35: garbage is told as such, and the messages around it arrive', async () => {
    const garbage = `printf '\\000\\377\\376\\n{"a":\\n\\n{"type":1}\\nno end' >&3; exec 3>&-; exec sleep 300`;
    await using launch = await shell(garbage);
    await eventually(() => expect(launch.heard).toHaveLength(5));
    expect(launch.heard[3]).toEqual({ type: 1 });
    expect(launch.heard.filter((one) => String(one).startsWith('garbage: '))).toHaveLength(4);
    expect(launch.heard.at(-1)).toBe('garbage: The channel ended inside a message.');
  });

  test('P35: a message of 10 MB is told as garbage without being kept, and the next one arrives', async () => {
    await using launch = await child(`process.send('x'.repeat(1e7)); process.send({ after: true }); ${STAY}`);
    await eventually(() => expect(launch.heard).toHaveLength(2));
    expect(launch.heard).toEqual(['garbage: A message was longer than 1 MiB.', { after: true }]);
  });

  test('P35: a child that never reads makes the channel say no, not grow, and lives on', async () => {
    await using launch = await child(`process.send('up'); for (;;);`);
    await eventually(() => expect(launch.heard).toEqual(['up']));
    let sent = 0;
    while (launch.child.send(ping(sent))) sent += 1;
    expect(sent).toBeGreaterThan(1000);
    expect(sent * JSON.stringify(ping(0)).length).toBeLessThan(3 * 1024 * 1024);
    expect(launch.child.send(ping(0))).toBe(false);
    expect(launch.child.isAlive()).toBe(true);
  });

  test('P35: a child that closes it is sent nothing more, and goes on', async () => {
    await using launch = await child(`process.send('last'); process.disconnect(); ${STAY}`);
    await eventually(() => expect(launch.child.send(ping(1))).toBe(false));
    // A message to the child may fail before what it said last is read.
    await eventually(() => expect(launch.heard).toEqual(['last']));
    expect(launch.child.isAlive()).toBe(true);
  });

  test('P35: a socket that is sent over it is refused, and does not dam up what follows', async () => {
    const source = `const server = require('net').createServer().listen(0, () => { process.send('handle', server); process.send('after'); }); ${STAY}`;
    await using launch = await child(source);
    await eventually(() => expect(launch.heard).toEqual(['garbage: A handle was sent, which is not taken.', 'after']));
  });

  test('what Node says to itself on it is not told', async () => {
    await using launch = await shell(
      `echo '{"cmd":"NODE_CLUSTER","x":1}' >&3; echo '{"cmd":"mine"}' >&3; exec sleep 300`,
    );
    await eventually(() => expect(launch.heard).toEqual([{ cmd: 'mine' }]));
  });

  test('a child that is not managed has none', async () => {
    expect(ProcessSpec.parse({ id: 'a', command: 'cat' }).managed).toBe(false);
    await using launch = await Launch.of({ command: 'cat', containment: 'group' });
    expect(launch.child.send(ping(1))).toBe(false);
  });
});

test('P35: a connection that breaks while it is read or written throws nothing and says so by send', () => {
  const broken = (code: string) => Object.assign(new Error(code), { code });
  const silent = { onMessage: () => undefined, onGarbage: () => undefined };
  const unread = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done(broken('EPIPE')) });
  const writing = new MessageChannel(unread, silent);
  expect(writing.send({ a: 1 })).toBe(false);
  expect(unread.destroyed).toBe(false);
  const reset = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  const reading = new MessageChannel(reset, silent);
  expect(reading.send({ a: 1 })).toBe(true);
  reset.destroy(broken('ECONNRESET'));
  expect(reading.send({ a: 1 })).toBe(false);
});
