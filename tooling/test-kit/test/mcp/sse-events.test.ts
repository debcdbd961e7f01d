import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { readSseEvents, type SseEvent } from '../../src/mcp/sse-events.ts';

async function read(chunks: readonly string[]): Promise<readonly SseEvent[]> {
  const events: SseEvent[] = [];
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  for await (const event of readSseEvents(stream)) events.push(event);
  return events;
}

describe('readSseEvents', () => {
  test.each(['\n', '\r\n'])(
    'events come out the same wherever the bytes are cut, lines ending in %j',
    async (newline) => {
      const text = [
        'event: endpoint',
        'data: /post?x=1',
        '',
        ': keep-alive',
        '',
        'id: 7',
        'data: one',
        'data:two',
        '',
        'data',
        '',
        '',
      ].join(newline);
      const expected = [
        { event: 'endpoint', data: '/post?x=1', id: undefined },
        { event: 'message', data: 'one\ntwo', id: '7' },
        { event: 'message', data: '', id: undefined },
      ];
      for (let cut = 0; cut <= text.length; cut += 1) {
        expect(await read([text.slice(0, cut), text.slice(cut)])).toEqual(expected);
      }
    },
  );

  test('an event the stream cuts off is dropped', async () => {
    expect(await read(['data: whole\n\ndata: half\n'])).toEqual([{ event: 'message', data: 'whole', id: undefined }]);
  });
});
