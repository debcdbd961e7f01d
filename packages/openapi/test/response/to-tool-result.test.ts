import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
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

describe('long answers', () => {
  const items = Array.from({ length: 1_000 }, (_, id) => ({ id, name: `Thing ${id}` }));
  const response = {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ items })),
  };
  const bound = { tokens: 1_000, readOn: { tool: 'read_answer', answer: 'a7k3' } };

  it('R19: are JSON within their budget, beside a note that says how to read on', () => {
    const { content, structuredContent } = toToolResult(plan, response, bound);
    const [shown = '', note = ''] = content.map((part) => (part.type === 'text' ? part.text : ''));
    expect(JSON.parse(shown).items[3]).toEqual(items[3]);
    expect(countTokens(shown) + countTokens(note)).toBeLessThanOrEqual(1_000);
    expect(note).toContain('read_answer {"answer":"a7k3","path":"/items/');
    expect(structuredContent).toBeUndefined();
  });

  it('never contradict themselves: a shortened one has no structure, and an empty one where the tool declares any', () => {
    const declared: ToolPlan = { ...plan, outputSchema: { type: 'object', properties: {} } };
    expect(toToolResult(declared, response, bound).structuredContent).toEqual({});
    expect(toToolResult(declared, response).structuredContent).toEqual({ items });
  });

  it('keep their structure even where the reader cut them, and are not passed on as whole', () => {
    const cut = { ...response, body: response.body.subarray(0, 20_000), truncated: true };
    const [shown, cutNote] = toToolResult(plan, cut, bound).content;
    expect(shown).toMatchObject({ text: expect.stringMatching(/^\{"items":\[\{"id":0,.*"… \d+ more of \d+"\]\}$/) });
    expect(cutNote).toEqual(text('[The answer was cut after 20000 bytes; the rest is missing.]'));
    expect(toToolResult(plan, { ...cut, body: Buffer.from('{"items":[]}') }).structuredContent).toBeUndefined();
  });

  it('are whole where only blanks between values had to go', () => {
    const value = { list: Array.from({ length: 60 }, (_, id) => id) };
    const spacious = { ...response, body: Buffer.from(JSON.stringify(value, null, 40)) };
    const { content, structuredContent } = toToolResult(plan, spacious, { tokens: 300 });
    expect(content).toEqual([text(JSON.stringify(value))]);
    expect(structuredContent).toEqual(value);
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
    expect(answer('text/plain; charset=nonsense', 'ü').content).toMatchObject([
      text('ü'),
      { text: expect.stringContaining('"nonsense"') },
    ]);
    expect(answer(undefined, 'plain').content).toEqual([text('plain')]);
  });
});

describe('answers that are bytes', () => {
  const bytes = Uint8Array.of(0, 1, 254, 255);
  const data = Buffer.from(bytes).toString('base64');

  it('R15: are images, sounds and resources', () => {
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

  it('R17: carry the ids by which the API knows the request, and why it refused', () => {
    const headers = {
      'x-request-id': 'r-1',
      'cf-ray': '8c1-FRA',
      'x-trace-id': 't',
      'www-authenticate': 'Bearer error="insufficient_scope"',
    };
    expect(answer('text/plain', 'no', { status: 403, headers }).content).toEqual([
      text(
        'HTTP 403 Forbidden\nWWW-Authenticate: Bearer error="insufficient_scope"\nx-request-id: r-1\nx-trace-id: t\n\nno',
      ),
    ]);
  });

  it('R17: are whole without a bound, and within one say what is missing and how to read it', () => {
    const response = {
      status: 500,
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from('word '.repeat(10_000)),
    };
    expect(toToolResult(plan, response).content[0]).toEqual(
      text(`HTTP 500 Internal Server Error\n\n${'word '.repeat(10_000)}`),
    );
    const bound = { tokens: 500, readOn: { tool: 'read_answer', answer: 'a7k3' } };
    const { content, isError } = toToolResult(plan, response, bound);
    const said = content[0]?.type === 'text' ? content[0].text : '';
    expect(isError).toBe(true);
    expect(countTokens(said)).toBeLessThanOrEqual(500);
    expect(said).toMatch(
      /\[The first [\d,]+ of 50,000 characters\. read_answer \{"answer":"a7k3","page":2\} reads on; /,
    );
    const problem = { ...response, headers: { 'content-type': 'application/problem+json' } };
    const errors = Array.from({ length: 1_000 }, (_, line) => ({ line, message: 'is wrong' }));
    const body = Buffer.from(JSON.stringify({ title: 'Many faults', errors }));
    expect(toToolResult(plan, { ...problem, body }, bound).content[0]).toMatchObject({
      text: expect.stringContaining('more of 1000"]}'),
    });
  });
});

it('says when an answer was cut', () => {
  expect(answer('application/json', '{"a":1', { truncated: true })).toEqual({
    content: [text('{"a":1'), text('[The answer was cut after 6 bytes; the rest is missing.]')],
  });
});
