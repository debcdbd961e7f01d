import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { JoinedWriter } from '../../../src/mcp/message/joined-writer.ts';

function writing(maxWaitingBytes?: number) {
  const writes: string[] = [];
  let take: (() => void) | undefined;
  const output = new Writable({
    highWaterMark: 16,
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      writes.push(chunk);
      take = done;
    },
  });
  const stalled: number[] = [];
  output.on('error', () => undefined);
  const writer = new JoinedWriter(output, {
    frame: (json) => `${json}\n`,
    onStalled: (bytes) => stalled.push(bytes),
    ...(maxWaitingBytes === undefined ? {} : { maxWaitingBytes }),
  });
  return { writer, output, writes, stalled, take: () => take?.() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what is written in one turn of the loop goes out in one write, in order', async () => {
  const { writer, writes, take } = writing();
  writer.write('1');
  await Promise.resolve();
  writer.write('2');
  expect(writes).toEqual([]);
  await turn();
  expect(writes).toEqual(['1\n2\n']);
  take();
  writer.write('3');
  await turn();
  expect(writes).toEqual(['1\n2\n', '3\n']);
});

test('a client that does not read is cut at the bound, and what is written then goes nowhere', async () => {
  const { writer, output, writes, stalled } = writing(100);
  for (let round = 0; round < 5; round += 1) {
    writer.write('x'.repeat(40));
    await turn();
  }
  expect(stalled).toEqual([123]);
  expect(output.destroyed).toBe(true);
  expect(writes).toHaveLength(1);
});

test('whoever writes can wait until the client reads again, or is gone', async () => {
  const { writer, output, take } = writing();
  expect(writer.taken()).toBeUndefined();
  writer.write('x'.repeat(40));
  writer.flush();
  let taken = 0;
  void writer.taken()?.then(() => (taken += 1));
  await turn();
  expect(taken).toBe(0);
  take();
  await turn();
  expect(taken).toBe(1);
  writer.write('x'.repeat(40));
  writer.flush();
  const waiting = writer.taken();
  output.destroy();
  await waiting;
  expect(writer.taken()).toBeUndefined();
});

test('nothing is written after its end but what waited then', async () => {
  const { writer, writes } = writing();
  writer.write('1');
  writer.end();
  writer.write('2');
  await turn();
  expect(writes).toEqual(['1\n']);
});
