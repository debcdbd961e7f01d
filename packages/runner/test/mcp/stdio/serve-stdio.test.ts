import { PassThrough } from 'node:stream';
import { eventually } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { openStdio } from '../../../src/mcp/stdio/serve-stdio.ts';
import { seededRandom } from '../conversation/random-messages.ts';
import { openParts } from '../open-parts.ts';

async function open() {
  const opened = await openParts();
  const [input, output] = [new PassThrough(), new PassThrough()];
  const endpoint = openStdio(opened.parts, input, output);
  let text = '';
  let writes = 0;
  output.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
    writes += 1;
  });
  const lines = (): readonly Answer[] =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  return {
    ...opened,
    endpoint,
    input,
    writes: () => writes,
    lines,
    /** The answers to what is written, as many as expected. */
    say: async (written: string, expected: number): Promise<readonly Answer[]> => {
      const before = lines().length;
      input.write(written);
      return eventually(() => {
        expect(lines().slice(before)).toHaveLength(expected);
        return lines().slice(before);
      });
    },
  };
}

interface Answer {
  readonly id?: unknown;
  readonly error?: { readonly code: number };
  readonly result?: unknown;
}

const request = (id: unknown, method = 'ping', params = {}) => JSON.stringify({ jsonrpc: '2.0', id, method, params });
const initialize = (protocolVersion: string) =>
  request(0, 'initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'c', version: '1' } });

test('R38: a line that is no message is answered with what is wrong with it, and the next one is served', async () => {
  const { say } = await open();
  for (const [line, id, code] of [
    ['nonsense', null, -32_700],
    ['{"jsonrpc":"2.0"', null, -32_700],
    ['"text"', null, -32_600],
    ['{}', null, -32_600],
    [request(null), null, -32_600],
    [request({}), null, -32_600],
    ['{"jsonrpc":"1.0","id":5,"method":"ping"}', 5, -32_600],
    ['{"jsonrpc":"2.0","id":"a","method":"ping","more":1}', 'a', -32_600],
    ['{"jsonrpc":"2.0","id":6,"method":"ping","params":3}', 6, -32_602],
  ] as const) {
    const [wrong, right] = await say(`${line}\n${request(9)}\n`, 2);
    expect({ line, ...wrong }).toMatchObject({ line, id, error: { code } });
    expect(right).toEqual({ jsonrpc: '2.0', id: 9, result: {} });
  }
});

test('R38: a line of more than 10 MB is refused, and the next one is served', async () => {
  const { say } = await open();
  const answers = await say(`"${'x'.repeat(11 * 1024 * 1024)}"\n${request(1)}\n`, 2);
  expect(answers).toMatchObject([{ id: null, error: { code: -32_600 } }, { id: 1 }]);
});

test('a byte order mark, Windows line ends and empty lines do not matter', async () => {
  const { say } = await open();
  expect(await say(`\uFEFF${request(1)}\r\n\r\n\n${request('ä')}\r\n`, 2)).toMatchObject([{ id: 1 }, { id: 'ä' }]);
});

test('all messages of one chunk are answered in one write', async () => {
  const { say, writes } = await open();
  const before = writes();
  await say(Array.from({ length: 50 }, (_, id) => `${request(id)}\n`).join(''), 50);
  expect(writes()).toBe(before + 1);
});

test('a batch is answered by one array while nothing or 2025-03-26 is agreed, and refused with any other revision', async () => {
  const { say, waiting, release } = await open();
  const batch = [request(1), '{"jsonrpc":"2.0","method":"notifications/initialized"}', '7', request(2)];
  for (const before of [undefined, '2025-03-26']) {
    if (before !== undefined) await say(`${initialize(before)}\n`, 1);
    const [answers] = await say(`[${batch.join(',')}]\n`, 1);
    expect(answers).toMatchObject([{ id: null, error: { code: -32_600 } }, { id: 1 }, { id: 2 }]);
  }
  expect(await say('[]\n', 1)).toMatchObject([{ id: null, error: { code: -32_600 } }]);
  const calls = ['a', 'b'].map((key) => request(key, 'tools/call', { name: 'wait', arguments: { key } }));
  const told = say(`[${calls.join(',')}]\n`, 1);
  await eventually(() => expect(waiting.size).toBe(2));
  release('b');
  await say(`{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"a"}}\n`, 1);
  expect(await told).toMatchObject([[{ id: 'b' }]]);
  for (const revision of ['2025-06-18', '2025-11-25', '2024-11-05']) {
    await say(`${initialize(revision)}\n`, 1);
    expect(await say(`[${request(1)}]\n`, 1)).toMatchObject([{ id: null, error: { code: -32_600 } }]);
  }
});

test('calls under way at the end of the input are still answered, and nothing is after the endpoint is closed', async () => {
  const { input, lines, release, waiting, endpoint } = await open();
  input.end(request(1, 'tools/call', { name: 'wait', arguments: { key: 'k' } }));
  await eventually(() => expect(waiting.size).toBe(1));
  expect(endpoint.connections()).toBe(1);
  release('k');
  await eventually(() => expect(lines()).toMatchObject([{ id: 1 }]));
  await endpoint.close();
  endpoint.toolsChanged();
  expect(lines()).toHaveLength(1);
});

test('requests that wait for the first compile when the endpoint is closed are answered, if it is soon', async () => {
  const compiling = Promise.withResolvers<void>();
  const { parts, compiled } = await openParts({ before: compiling.promise });
  const [input, output] = [new PassThrough(), new PassThrough()];
  const endpoint = openStdio(parts, input, output);
  input.write(`${request(1, 'tools/call', { name: 'listPets' })}\n`);
  await eventually(() => expect(endpoint.connections()).toBe(1));
  const closed = endpoint.close();
  compiling.resolve();
  await Promise.all([closed, compiled]);
  expect(JSON.parse(String(output.read()))).toMatchObject({ id: 1, result: {} });
});

test('R38: 10,000 random lines leave it able to answer', async () => {
  const { input, lines } = await open();
  const random = seededRandom(38);
  const alphabet = '{}[]":,0123456789.eE+-truefalsn \\u"jsonrpc2.0idmethodparams\u0000\uFFFF🎉';
  for (let line = 0; line < 10_000; line += 1) {
    const length = Math.floor(random() * 60);
    const text = Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
    const whole = request(line, random() < 0.5 ? 'tools/list' : 'tools/call', { name: 'listPets' });
    const cut = Math.floor(random() * whole.length);
    input.write(`${random() < 0.5 ? text : whole.slice(0, cut) + text + whole.slice(cut + length)}\n`);
  }
  input.write(`${request('last')}\n`);
  await eventually(() => expect(lines().some(({ id }) => id === 'last')).toBe(true));
});
