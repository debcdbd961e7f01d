import { expect, test } from 'vitest';
import { parseMediaType } from '../../src/ir/media-type.ts';
import { toToolResult } from '../../src/index.ts';
import { planOf } from '../one-operation.ts';
import { guessText, readAnswerText } from '../../src/response/answer-text.ts';

const read = (contentType: string, body: readonly number[] | string, rest: object = {}) =>
  readAnswerText({ body: Buffer.from(body as string), mediaType: parseMediaType(contentType), ...rest });
const utf16be = (text: string) => [...Buffer.from(text, 'utf16le').swap16()];
const utf16le = (text: string) => [...Buffer.from(text, 'utf16le')];

test.each([
  ['iso-8859-1', [0x67, 0x72, 0xfc, 0x6e], 'grün'],
  ['latin1', [0xe9], 'é'],
  ['windows-1252', [0x80, 0x93], '€“'],
  ['windows-1251', [0xcf, 0xf0, 0xe8], 'При'],
  ['koi8-r', [0xf0, 0xd2, 0xc9], 'При'],
  ['shift_jis', [0x93, 0xfa, 0x96, 0x7b], '日本'],
  ['euc-jp', [0xc6, 0xfc, 0xcb, 0xdc], '日本'],
  ['iso-2022-jp', [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42], '日本'],
  ['euc-kr', [0xc7, 0xd1, 0xb1, 0xb9], '한국'],
  ['gb18030', [0xd6, 0xd0, 0x81, 0x30, 0x84, 0x36], '中¥'],
  ['big5', [0xa4, 0xa4], '中'],
  ['utf-16le', utf16le('añ日'), 'añ日'],
  ['utf-16be', utf16be('añ日'), 'añ日'],
  ['utf-16', utf16be('añ日'), 'añ日'],
  ['utf-16', utf16le('añ日'), 'añ日'],
])('R16: text in %s is read by the charset of the header', (charset, bytes, text) => {
  const found = read(`text/plain; charset="${charset.toUpperCase()}"`, bytes);
  expect(found.text.startsWith(text)).toBe(true);
  expect(found.note).toBeUndefined();
});

test('R16: a byte order mark is stronger than the header, and is no part of the text', () => {
  expect(read('text/plain; charset=utf-16', [0xfe, 0xff, ...utf16be('ü')])).toEqual({ text: 'ü' });
  expect(read('text/plain; charset=utf-16', [0xff, 0xfe, ...utf16le('ü')])).toEqual({ text: 'ü' });
  expect(read('text/plain; charset=iso-8859-1', [0xef, 0xbb, 0xbf, 0xc3, 0xbc])).toEqual({ text: 'ü' });
});

test('R16: without a header the charset is the one that the OpenAPI document declares, or the answer itself', () => {
  expect(read('text/csv', [0xfc], { declared: 'text/csv; charset=iso-8859-1, */*;q=0.1' })).toEqual({ text: 'ü' });
  const latin = (text: string) => [...Buffer.from(text, 'latin1')];
  const xml = '<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>';
  expect(read('application/xml', latin(xml))).toEqual({ text: xml });
  const html = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252"></head>ü';
  expect(read('text/html', latin(html))).toEqual({ text: html });
  expect(read('text/html', latin('<meta charset=latin1>ü'))).toEqual({ text: '<meta charset=latin1>ü' });
  expect(read('text/html', '<meta charset="utf-16">ü').text).toBe('<meta charset="utf-16">ü');
  expect(read('application/json', utf16le('{"a":"ü"}'))).toEqual({ text: '{"a":"ü"}' });
  expect(read('text/xml', utf16be('<?xml version="1.0"?><a/>'))).toEqual({ text: '<?xml version="1.0"?><a/>' });
});

test('R16: a charset nobody knows is read as UTF-8, and bytes that are no UTF-8 as windows-1252, both with a note', () => {
  expect(read('text/plain; charset=x-klingon', 'ü')).toEqual({
    text: 'ü',
    note: 'The API names the charset "x-klingon", which is not known; the answer was read as UTF-8.',
  });
  expect(read('text/plain', [0x67, 0x72, 0xfc, 0x6e])).toEqual({
    text: 'grün',
    note: expect.stringContaining('windows-1252'),
  });
  expect(read('text/plain', [0xc3, 0xbc, 0xff])).toEqual({
    text: 'ü\uFFFD',
    note: expect.stringContaining('no clean UTF-8'),
  });
  expect(read('text/plain', 'a real \uFFFD')).toEqual({ text: 'a real \uFFFD' });
});

test('a cut within a character takes only the character', () => {
  expect(read('text/plain', [0x61, 0xe6, 0x97], { truncated: true })).toEqual({ text: 'a' });
  expect(guessText(Uint8Array.of(0x61, 0xe6, 0x97), true)).toBe('a');
  expect(guessText(Uint8Array.of(0x61, 0xe6, 0x97))).toBeUndefined();
  expect(guessText(Uint8Array.of(0xff, 0xfe, 0x61, 0))).toBe('a');
});

test('R16: the charset that the OpenAPI document declares for an answer reaches the result', async () => {
  const content = { 'text/csv; charset=iso-8859-1': { schema: { type: 'string' } } };
  const plan = await planOf({ operationId: 'export', responses: { 200: { description: 'Rows', content } } });
  const headers = { 'content-type': 'text/csv' };
  const result = toToolResult(plan, { status: 200, headers, body: Uint8Array.of(0x67, 0x72, 0xfc, 0x6e) });
  expect(result.content).toEqual([{ type: 'text', text: 'grün' }]);
});
