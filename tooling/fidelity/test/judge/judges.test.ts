import { describe, expect, test } from 'vitest';
import type { FidelityCase } from '../../src/case.ts';
import { judgeRequests } from '../../src/judge/judge-request.ts';
import { judgeResult } from '../../src/judge/judge-result.ts';
import { toolJudge } from '../../src/judge/judge-tool.ts';
import type { RecordedRequest } from '../../src/recorded-request.ts';

const judgeTool = toolJudge();

const ENTRY: FidelityCase = {
  id: 'a/b',
  says: '',
  requests: [{ method: 'POST', target: '?q=%20', headers: { 'X-A': 'b', cookie: null }, body: Uint8Array.of(1, 2) }],
};

function arrived(change: Partial<RecordedRequest> = {}): readonly RecordedRequest[] {
  return [
    {
      host: 'origin',
      method: 'POST',
      url: '/v1/a_b?q=%20',
      headers: {},
      rawHeaders: ['x-a', 'b'],
      body: Buffer.of(1, 2),
      ...change,
    },
  ];
}

describe('the judge of requests', () => {
  test('finds nothing where every byte is right', () => {
    expect(judgeRequests(ENTRY, arrived())).toEqual([]);
  });

  test.each<[string, Partial<RecordedRequest>]>([
    ['method', { method: 'PUT' }],
    ['target', { url: '/v1/a_b?q=+' }],
    ['header', { rawHeaders: ['x-a', 'B'] }],
    ['header', { rawHeaders: ['x-a', 'b', 'Cookie', ''] }],
    ['origin', { host: 'other' }],
    ['body', { body: Buffer.of(1, 3) }],
  ])('finds one wrong %s', (what, change) => {
    expect(judgeRequests(ENTRY, arrived(change))).toEqual([expect.stringMatching(new RegExp(`^${what}`))]);
  });

  test('finds a request that is missing or one too many', () => {
    expect(judgeRequests(ENTRY, [])).toHaveLength(1);
    expect(judgeRequests({ ...ENTRY, requests: [] }, arrived())).toHaveLength(1);
  });

  test('reads parts on its own', () => {
    const entry = { ...ENTRY, requests: [{ parts: [{ name: 'f', filename: 'x', type: 'a/b', content: '1\r\n2' }] }] };
    const body = (content: string): Partial<RecordedRequest> => ({
      rawHeaders: ['Content-Type', 'multipart/form-data; boundary=B'],
      body: Buffer.from(
        `--B\r\nContent-Disposition: form-data; name="f"; filename="x"\r\nContent-Type: a/b\r\n\r\n${content}\r\n--B--\r\n`,
      ),
    });
    expect(judgeRequests(entry, arrived(body('1\r\n2')))).toEqual([]);
    expect(judgeRequests(entry, arrived(body('1\n2')))).toHaveLength(1);
  });
});

describe('the judge of results and tools', () => {
  test('an error where none is wanted, and the other way round, is a fault', () => {
    const content = [{ type: 'text' as const, text: 'x' }];
    expect(judgeResult({}, { content, isError: true })).toHaveLength(1);
    expect(judgeResult({ isError: true }, { content })).toHaveLength(1);
    expect(judgeResult({ text: 'x', structured: null }, { content })).toEqual([]);
  });

  test('one changed byte of an image is a fault', () => {
    const wanted = { bytes: { type: 'image', mimeType: 'image/png', content: Uint8Array.of(1, 2) } };
    const image = (data: string) => ({ content: [{ type: 'image' as const, mimeType: 'image/png', data }] });
    expect(judgeResult(wanted, image('AQI='))).toEqual([]);
    expect(judgeResult(wanted, image('AQM='))).toHaveLength(1);
  });

  test('a combinator at the root of an input schema, and a schema that is none, are faults', () => {
    const tool = {
      name: 'a',
      description: 'b',
      inputSchema: { type: 'object' as const, properties: { a: { type: 'string' } } },
    };
    expect(judgeTool(tool, { accepts: [{ a: 'x' }], refuses: [{ a: 1 }] })).toEqual([]);
    expect(judgeTool({ ...tool, inputSchema: { type: 'object', oneOf: [] } })).not.toEqual([]);
    expect(
      judgeTool({ ...tool, inputSchema: { type: 'object', properties: { a: { $ref: '#/nowhere' } } } }),
    ).toHaveLength(1);
  });
});
