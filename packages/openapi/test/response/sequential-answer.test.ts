import { beforeAll, expect, test } from 'vitest';
import { toToolResult, type ToolPlan } from '../../src/index.ts';
import { sequenceKind } from '../../src/ir/sequence-kind.ts';
import { readSequence } from '../../src/response/sequential-answer.ts';
import { planOf } from '../one-operation.ts';

let plan: ToolPlan;
beforeAll(async () => {
  plan = await planOf({ operationId: 'follow' });
});

test.each([
  ['text/event-stream', 'events'],
  ['application/x-ndjson', 'lines'],
  ['application/jsonl', 'lines'],
  ['application/json-seq', 'records'],
  ['application/geo+json-seq', 'records'],
  ['application/json', undefined],
])('%s is a sequence of %s', (essence, kind) => {
  expect(sequenceKind(essence)).toBe(kind);
});

test('R21: an event stream becomes one line of JSON for each event, with name, id and data', () => {
  const stream =
    ': hello\nretry: 100\nid: 1\nevent: delta\ndata: {"n": 12345678901234567890}\n\ndata: two\ndata: lines\n\ndata: [DONE]\n\n';
  expect(readSequence(stream, 'events')).toEqual({
    text: '{"event":"delta","id":"1","data":{"n": 12345678901234567890}}\n{"data":"two\\nlines"}\n{"data":"[DONE]"}',
  });
});

test('R21: events are structured content too, unless a number would be changed', () => {
  expect(readSequence('data: {"a":1}\r\n\r\nevent: end\r\ndata: 7\r\n\r\n', 'events').structured).toEqual({
    events: [{ data: { a: 1 } }, { event: 'end', data: '7' }],
  });
});

test('JSON of several lines stays one item; a last event that is not finished, and one without data, count', () => {
  const { text } = readSequence('data: {\ndata:  "a": 1\ndata: }\n\nevent: done\n\nid: 9\ndata: {"cut', 'events');
  expect(text).toBe('{"data":{ "a": 1 }}\n{"event":"done","data":""}\n{"id":"9","data":"{\\"cut"}');
});

test('what is no event stream stays as it came', () => {
  for (const text of [
    '{"error":"no such stream"}',
    'plain words',
    'data: 1\n\nunknown: field\n\n',
    ': only a comment\n',
  ])
    expect(readSequence(text, 'events')).toEqual({ text });
});

test('lines of JSON stay as they came, records lose their separators; both are structured', () => {
  expect(readSequence('{"a":1}\n\n[2]\r\n"x"\n', 'lines')).toEqual({
    text: '{"a":1}\n\n[2]\r\n"x"\n',
    structured: { items: [{ a: 1 }, [2], 'x'] },
  });
  expect(readSequence('\u001E{"a":\n1}\n\u001E7\n', 'records')).toEqual({
    text: '{"a": 1}\n7',
    structured: { items: [{ a: 1 }, 7] },
  });
  expect(readSequence('{"a":1}\n{"b":', 'lines')).toEqual({ text: '{"a":1}\n{"b":' });
  expect(readSequence('{"a":12345678901234567890}', 'lines')).toEqual({ text: '{"a":12345678901234567890}' });
});

test('a stream that was cut says so, and why', () => {
  const result = toToolResult(plan, {
    status: 200,
    headers: { 'content-type': 'text/event-stream; charset=utf-8' },
    body: Buffer.from('data: {"a":1}\n\n'),
    truncated: true,
    notes: ['The API was still sending.'],
  });
  expect(result.content).toEqual([
    { type: 'text', text: '{"data":{"a":1}}' },
    { type: 'text', text: '[The answer was cut after 15 bytes; the rest is missing.]' },
    { type: 'text', text: '[The API was still sending.]' },
  ]);
  expect(result.structuredContent).toEqual({ events: [{ data: { a: 1 } }] });
});
