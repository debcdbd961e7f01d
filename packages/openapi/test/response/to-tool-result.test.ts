import { beforeAll, describe, expect, it } from 'vitest';
import { toToolResult, type HttpResponse, type ToolPlan, type ToolResult } from '../../src/index.ts';
import { planOf } from '../one-operation.ts';

let plan: ToolPlan;
beforeAll(async () => {
  plan = await planOf({ operationId: 'getThing' });
});

function answer(
  contentType: string | undefined,
  body: string | Uint8Array,
  rest: Partial<HttpResponse> = {},
): ToolResult {
  const { headers, ...others } = rest;
  const type: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
  return toToolResult(plan, { status: 200, headers: { ...type, ...headers }, body: Buffer.from(body), ...others });
}

const text = (value: string): object => ({ type: 'text', text: value });

describe('JSON answers', () => {
  it('are the text as it came, and structured content if they are objects', () => {
    expect(answer('application/json', '{ "a": [1, "ü"] }')).toEqual({
      content: [text('{ "a": [1, "ü"] }')],
      structuredContent: { a: [1, 'ü'] },
    });
    expect(answer('application/problem+json; charset=utf-8', '{"a":1}').structuredContent).toEqual({ a: 1 });
    for (const body of ['[1]', '"x"', 'null', '1', '{"a":'])
      expect(answer('application/json', body)).toEqual({ content: [text(body)] });
  });

  it('are not structured where a number would be changed', () => {
    expect(answer('application/json', '{"id":9007199254740993}')).toEqual({
      content: [text('{"id":9007199254740993}')],
    });
    for (const number of ['123.45678901234567891', '0.1234567890123456789', '1e400', '1e-400', '-123456789012345678'])
      expect(answer('application/json', `{"n":${number}}`)).toEqual({ content: [text(`{"n":${number}}`)] });
    for (const number of ['1e300', '12.5', '0e-400', '-0.000001'])
      expect(answer('application/json', `{"n":${number}}`).structuredContent).toEqual({ n: Number(number) });
    expect(
      answer('application/json', '{"id":"9007199254740993","n":9007199254740991}').structuredContent,
    ).toBeDefined();
  });
});

describe('text answers', () => {
  it('are decoded by their charset', () => {
    expect(answer('text/plain; charset=ISO-8859-1', Uint8Array.of(0x67, 0x72, 0xfc, 0x6e)).content).toEqual([
      text('grün'),
    ]);
    expect(answer('text/csv;charset="shift_jis"', Uint8Array.of(0x93, 0xfa, 0x96, 0x7b)).content).toEqual([
      text('日本'),
    ]);
    expect(answer('application/xml', '<a>ü</a>').content).toEqual([text('<a>ü</a>')]);
    expect(answer('text/plain; charset=nonsense', 'ü').content).toEqual([text('ü')]);
    expect(answer(undefined, 'plain').content).toEqual([text('plain')]);
  });
});

describe('answers that are bytes', () => {
  const bytes = Uint8Array.of(0, 1, 254, 255);
  const data = Buffer.from(bytes).toString('base64');

  it('are images, sounds and resources', () => {
    expect(answer('image/png', bytes).content).toEqual([{ type: 'image', data, mimeType: 'image/png' }]);
    expect(answer('audio/mpeg; x=1', bytes).content).toEqual([{ type: 'audio', data, mimeType: 'audio/mpeg' }]);
    expect(answer('application/pdf', bytes).content).toMatchObject([
      {
        type: 'resource',
        resource: {
          uri: expect.stringMatching(/^mcpm:\/\/answers\/getThing\/[0-9a-f]{16}$/),
          mimeType: 'application/pdf',
          blob: data,
        },
      },
    ]);
    expect(answer(undefined, bytes).content).toMatchObject([
      { resource: { mimeType: 'application/octet-stream', blob: data } },
    ]);
  });

  it('are not passed on in part', () => {
    expect(answer('image/png', bytes, { truncated: true }).content).toEqual([
      text('more than 4 bytes of image/png: larger than the limit, so it is not passed on.'),
    ]);
  });
});

describe('answers without a body', () => {
  it('say so', () => {
    expect(answer(undefined, '', { status: 204 })).toEqual({
      content: [text('HTTP 204 No Content: the API answered without a body.')],
    });
    expect(answer(undefined, '', { status: 201, headers: { location: '/things/1' } }).content).toEqual([
      text('HTTP 201 Created: the API answered without a body. Location: /things/1'),
    ]);
  });
});

describe('errors', () => {
  it('carry status, reason, Retry-After and the body', () => {
    const result = answer('application/json', '{"error":"slow down"}', {
      status: 429,
      headers: { 'retry-after': '7' },
    });
    expect(result).toEqual({
      isError: true,
      content: [text('HTTP 429 Too Many Requests\nRetry-After: 7\n\n{"error":"slow down"}')],
    });
    expect(answer(undefined, '', { status: 599, statusText: 'Odd' })).toEqual({
      isError: true,
      content: [text('HTTP 599 Odd')],
    });
    expect(answer('image/png', 'x', { status: 500 }).content).toEqual([
      text('HTTP 500 Internal Server Error\n\n(1 bytes of image/png, left out)'),
    ]);
  });

  it('are bounded, and say what is left out', () => {
    const [content] = answer('text/plain', 'x'.repeat(10_000), { status: 500 }).content;
    expect(content).toMatchObject({
      text: expect.stringContaining('[2000 more characters of the answer are left out.]'),
    });
  });
});

it('says when an answer was cut', () => {
  expect(answer('application/json', '{"a":1', { truncated: true })).toEqual({
    content: [text('{"a":1'), text('[The answer was cut after 6 bytes; the rest is missing.]')],
  });
});
