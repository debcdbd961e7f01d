import { expect, test } from 'vitest';
import { SseParser } from '../../src/http/sse-parser.ts';

test.each(['\n', '\r\n', '\r'])('events are read with line ends %j, wherever the text was cut', (end) => {
  const lines = [
    ': comment',
    '',
    'event: endpoint',
    'data: /messages',
    '',
    'id: 7',
    'data: a',
    'data: b',
    '',
    'data: cut off',
  ];
  const text = lines.join(end);
  for (let cut = 0; cut <= text.length; cut += 1) {
    const parser = new SseParser(1000);
    const events = [...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))];
    expect(events).toEqual([
      { event: 'endpoint', data: '/messages' },
      { event: 'message', data: 'a\nb', id: '7' },
    ]);
  }
});

test('line ends may differ from line to line', () => {
  expect(new SseParser(1000).push('data: a\r\n\ndata: b\n\r\n')).toEqual([
    { event: 'message', data: 'a' },
    { event: 'message', data: 'b' },
  ]);
});

test('an event without end is not collected for ever', () => {
  expect(() => new SseParser(10).push('data: longer than that')).toThrow(/longer than 10/);
});

test('an event that comes in many pieces, or in many lines, is not collected for ever', () => {
  const pieces = new SseParser(1000);
  const lines = new SseParser(1000);
  const pushAll = (parser: SseParser, text: string) => {
    for (let sent = 0; sent < 2000; sent += text.length) parser.push(text);
  };
  expect(() => pushAll(pieces, 'data: longer and ')).toThrow(/longer than 1000/);
  expect(() => pushAll(lines, 'data: longer\n')).toThrow(/longer than 1000/);
});
