import { parseJSONRPCMessage } from '@modelcontextprotocol/server';
import { expect, test } from 'vitest';
import { isMessage, readMessage } from '../../../src/mcp/message/wire-message.ts';
import { randomMessage, seededRandom } from '../conversation/random-messages.ts';

const OTHERS: readonly unknown[] = [
  null,
  1,
  'x',
  true,
  [],
  {},
  { jsonrpc: '2.0' },
  { jsonrpc: '1.0', id: 1, method: 'ping' },
  { id: 1, method: 'ping' },
  { jsonrpc: '2.0', id: null, method: 'ping' },
  { jsonrpc: '2.0', id: 1.5, method: 'x' },
  { jsonrpc: '2.0', id: 1, result: {} },
  { jsonrpc: '2.0', id: 1, result: [] },
  { jsonrpc: '2.0', result: {} },
  { jsonrpc: '2.0', id: 1, error: { code: 1, message: 'x' } },
  { jsonrpc: '2.0', error: { code: 1, message: 'x' } },
  { jsonrpc: '2.0', id: 1, error: { code: 'x', message: 'x' } },
  { jsonrpc: '2.0', id: 1, result: {}, error: {} },
  { jsonrpc: '2.0', id: 1, method: 'x', more: 1 },
  { jsonrpc: '2.0', id: 1, method: 'x', params: [] },
  { jsonrpc: '2.0', id: 2 ** 53, method: 'x' },
  { jsonrpc: '2.0', id: -0, method: 'x' },
  { jsonrpc: '2.0', id: 1, method: 1 },
];

function sdkTakes(value: unknown): boolean {
  try {
    parseJSONRPCMessage(value);
    return true;
  } catch {
    // The verdict is all that is asked for.
    return false;
  }
}

test('what is a message is decided as the SDK decides it, on 5,000 random values', () => {
  const random = seededRandom(7);
  const values = [...OTHERS, ...Array.from({ length: 5_000 }, (_, id) => randomMessage(random, id))];
  const verdicts = values.map((value) => isMessage(readMessage(value)));
  expect(values.filter((value, place) => verdicts[place] !== sdkTakes(value))).toEqual([]);
  expect(new Set(verdicts)).toEqual(new Set([true, false]));
});

test('of a value that is no message the id is kept where it has one', () => {
  expect(readMessage({ jsonrpc: '2.0', id: 7, method: 'x', params: 1 })).toMatchObject({ id: 7, code: -32_602 });
  expect(readMessage({ jsonrpc: '2.0', id: 'a', method: 'x', more: 1 })).toMatchObject({ id: 'a', code: -32_600 });
  expect(readMessage({ jsonrpc: '2.0', id: null, method: 'x' })).toMatchObject({ id: null, code: -32_600 });
});
