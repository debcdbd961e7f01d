// Owns the cases of answers that are no errors: JSON, text in its charsets, bytes in their types, codings, and answers that the document does not describe.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { FidelityCase, Json } from '../case.ts';
import { answer } from './answer.ts';
import { ALL_BYTES } from './values.ts';

const JSON_TYPE = 'application/json';
const DIGITS = '{"id":9007199254740993,"price":0.1234567890123456789012,"e":1e400}';

const JSON_ANSWERS = [
  answer('json/object', {
    says: 'An object comes as its text and as structured content.',
    type: JSON_TYPE,
    body: '{ "a": [1, null] }',
    result: { text: '{ "a": [1, null] }', structured: { a: [1, null] } },
  }),
  ...(
    [
      ['array', '[{"a":1}]'],
      ['string', '"blue"'],
      ['number', '1.50'],
      ['null', 'null'],
      ['boolean', 'true'],
      ['unicode', '{"grün":"青"}'],
    ] as const
  ).map(([kind, body]) =>
    answer(`json/${kind}`, {
      says: `JSON ${kind} comes as it is.`,
      type: JSON_TYPE,
      body,
      schema: {},
      result: { text: body },
    }),
  ),
  answer('json/big-numbers', {
    says: 'Numbers too long for JavaScript keep their digits.',
    type: JSON_TYPE,
    body: DIGITS,
    schema: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] },
    result: { text: DIGITS },
  }),
  answer('json/vendor', {
    says: 'Every +json type is JSON.',
    type: 'application/hal+json; charset=utf-8',
    body: '{"a":1}',
    result: { text: '{"a":1}', structured: { a: 1 } },
  }),
  answer('json/multiple-headers', {
    says: 'Headers that come twice do not confuse.',
    type: JSON_TYPE,
    headers: { 'Set-Cookie': ['a=1', 'b=2'], 'X-Twice': ['1', '2'] },
    body: '{"a":1}',
    result: { text: '{"a":1}' },
  }),
  answer('json/range', {
    says: 'Every 2xx is a success.',
    status: 206,
    type: JSON_TYPE,
    body: '{"a":1}',
    result: { text: '{"a":1}' },
  }),
  answer('json/no-type', {
    says: 'An answer that names no type is read as what it is.',
    body: '{"a":1}',
    result: { text: '{"a":1}', structured: { a: 1 } },
  }),
];

const OBJECT: Json = { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] };

const EMPTY = [
  answer('empty/204', {
    says: '204 is no error, whatever the schema of 200.',
    status: 204,
    schema: OBJECT,
    result: { says: ['204'] },
  }),
  answer('empty/200', { says: 'A 200 without body says so.', schema: OBJECT, result: { says: ['200'] } }),
  answer('empty/201', {
    says: 'A created thing without body tells its place.',
    status: 201,
    headers: { Location: '/things/7' },
    result: { says: ['201', '/things/7'] },
  }),
  answer('empty/304', { says: 'Not modified is told.', status: 304, result: { says: ['304'] } }),
];

const XML_JA = '<?xml version="1.0" encoding="Shift_JIS"?><a>';

function utf16(text: string, order: 'le' | 'be', mark = true): Uint8Array {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const TEXTS = (
  [
    ['plain', 'text/plain', Buffer.from('Grün 青'), 'Grün 青'],
    ['csv', 'text/csv', Buffer.from('a,b\r\n1,2\r\n'), 'a,b\r\n1,2\r\n'],
    ['html', 'text/html', Buffer.from('<p>é</p>'), '<p>é</p>'],
    ['xml', 'application/xml', Buffer.from('<a b="1"/>'), '<a b="1"/>'],
    ['yaml', 'application/yaml', Buffer.from('a: 1\n'), 'a: 1\n'],
    ['latin-1', 'text/plain; charset=iso-8859-1', Buffer.from('Grün café', 'latin1'), 'Grün café'],
    ['windows-1252', 'text/plain; charset="windows-1252"', Buffer.of(0x80, 0x20, 0x93, 0x78, 0x94), '€ “x”'],
    ['shift-jis', 'text/plain; charset=Shift_JIS', Buffer.of(0x90, 0xc2, 0x82, 0xa0), '青あ'],
    ['euc-kr', 'text/plain; charset=euc-kr', Buffer.of(0xc7, 0xd1, 0xb1, 0xdb), '한글'],
    ['gb18030', 'text/plain; charset=gb18030', Buffer.of(0xc7, 0xe0), '青'],
    ['guessed', '', Buffer.from('only text'), 'only text'],
    ['utf-16-bom', 'text/plain; charset=utf-16', utf16('Grün 青', 'be'), 'Grün 青'],
    ['utf-16le', 'text/plain; charset=utf-16le', utf16('Grün 青', 'le', false), 'Grün 青'],
    ['utf-8-bom', 'application/json', Buffer.from('\uFEFF{"a":1}'), '{"a":1}'],
    ['json-latin-1', 'application/json; charset=latin1', Buffer.from('{"a":"é"}', 'latin1'), '{"a":"é"}'],
    [
      'xml-declaration',
      'application/xml',
      Buffer.concat([Buffer.from(XML_JA), Buffer.of(0x90, 0xc2), Buffer.from('</a>')]),
      `${XML_JA}青</a>`,
    ],
  ] as const
).map(([kind, type, body, text]) =>
  answer(`text/${kind}`, {
    says: `Text (${kind}) is read by its charset.`,
    ...(type === '' ? {} : { type }),
    body,
    result: { text },
  }),
);

const UNKNOWN = answer('text/unknown-charset', {
  says: 'A charset that nobody knows is named, and the text read as UTF-8.',
  type: 'text/plain; charset=x-nowhere',
  body: 'Grün',
  result: { says: ['Grün', 'x-nowhere'] },
});

const BYTES = (
  [
    ['png', 'image/png', 'image'],
    ['jpeg', 'image/jpeg', 'image'],
    ['svg', 'image/svg+xml', 'image'],
    ['webp', 'image/webp', 'image'],
    ['mp3', 'audio/mpeg', 'audio'],
    ['wav', 'audio/wav', 'audio'],
    ['pdf', 'application/pdf', 'resource'],
    ['zip', 'application/zip', 'resource'],
    ['octet-stream', 'application/octet-stream', 'resource'],
    ['video', 'video/mp4', 'resource'],
  ] as const
).map(([kind, type, block]) =>
  answer(`bytes/${kind}`, {
    says: `${type} comes as ${block}, byte for byte.`,
    type,
    body: ALL_BYTES,
    schema: OBJECT,
    result: { bytes: { type: block, mimeType: type, content: ALL_BYTES } },
  }),
);

const PACKED = '{"packed":"Grün, Grün, Grün"}';

const CODINGS = (
  [
    ['gzip', 'gzip', gzipSync(PACKED)],
    ['x-gzip', 'x-gzip', gzipSync(PACKED)],
    ['br', 'br', brotliCompressSync(PACKED)],
    ['zstd', 'zstd', zstdCompressSync(PACKED)],
    ['deflate', 'deflate', deflateSync(PACKED)],
    ['raw-deflate', 'deflate', deflateRawSync(PACKED)],
    ['twice', 'gzip, br', brotliCompressSync(gzipSync(PACKED))],
    ['identity', 'identity', Buffer.from(PACKED)],
  ] as const
).map(([kind, coding, body]) =>
  answer(`coding/${kind}`, {
    says: `Content coding ${kind} is undone.`,
    type: JSON_TYPE,
    headers: { 'Content-Encoding': coding },
    body,
    result: { text: PACKED, structured: { packed: 'Grün, Grün, Grün' } },
  }),
);

const BOMB = [
  answer('coding/broken', {
    says: 'A coding that breaks off is an error, or says that it was cut.',
    type: JSON_TYPE,
    headers: { 'Content-Encoding': 'gzip' },
    body: gzipSync(PACKED).subarray(0, 20),
    result: { isError: true, says: ['coding'] },
  }),
  answer('coding/empty', {
    says: 'A coding of nothing is nothing.',
    status: 204,
    headers: { 'Content-Encoding': 'gzip' },
    result: { says: ['204'] },
  }),

  answer('coding/bomb', {
    says: 'What unpacks to more than the limit is cut there and says so.',
    type: 'text/plain',
    headers: { 'Content-Encoding': 'gzip' },
    body: gzipSync(Buffer.alloc(30_000_000, 'a'), { level: 9 }),
    result: { says: ['cut'] },
  }),
  answer('coding/image', {
    says: 'Bytes that were packed are whole.',
    type: 'image/png',
    headers: { 'Content-Encoding': 'gzip' },
    body: gzipSync(ALL_BYTES),
    result: { bytes: { type: 'image', mimeType: 'image/png', content: ALL_BYTES } },
  }),
];

/** Answers that are no errors. */
export const ANSWER_CASES: readonly FidelityCase[] = [
  ...JSON_ANSWERS,
  ...EMPTY,
  ...TEXTS,
  UNKNOWN,
  ...BYTES,
  ...CODINGS,
  ...BOMB,
];
