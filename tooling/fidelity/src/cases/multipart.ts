// Owns the cases of multipart bodies: fields, their types and styles, and files.
import type { ExpectedPart, ExpectedResult, FidelityCase, Json, JsonObject } from '../case.ts';
import { ALL_BYTES, base64 } from './values.ts';

const FILE: Json = { type: 'string', format: 'binary' };
const BYTES = base64(ALL_BYTES);

interface Short {
  readonly says: string;
  readonly properties: JsonObject;
  readonly encoding?: JsonObject;
  /** Instead of an object with these properties. */
  readonly more?: JsonObject;
  readonly value: Json;
  readonly parts?: readonly ExpectedPart[];
  readonly result?: ExpectedResult;
  readonly type?: string;
}

function multipart(
  id: string,
  { says, properties, encoding, more, value, parts, result, type = 'multipart/form-data' }: Short,
): FidelityCase {
  const media = { schema: more ?? { type: 'object', properties }, ...(encoding === undefined ? {} : { encoding }) };
  return {
    id: `multipart/${id}`,
    says,
    method: 'post',
    operation: { requestBody: { content: { [type]: media } } },
    components: {
      schemas: { Upload: { type: 'object', properties: { file: { $ref: '#/components/schemas/Blob' } } }, Blob: FILE },
    },
    args: { body: value },
    requests: parts === undefined ? [] : [{ parts }],
    ...(result === undefined ? {} : { result }),
  };
}

const FIELDS = [
  multipart('text', {
    says: 'Texts and numbers are parts without a type.',
    properties: { a: { type: 'string' }, n: { type: 'integer' } },
    value: { a: 'é\r\n--x', n: 7 },
    parts: [
      { name: 'a', content: 'é\r\n--x' },
      { name: 'n', content: '7' },
    ],
  }),
  multipart('json', {
    says: 'An object is a part of JSON.',
    properties: { meta: { type: 'object', additionalProperties: true } },
    value: { meta: { a: [1, 'b'] } },
    parts: [{ name: 'meta', type: 'application/json', content: '{"a":[1,"b"]}' }],
  }),
  multipart('array', {
    says: 'A list is a part for each item.',
    properties: { tags: { type: 'array', items: { type: 'string' } } },
    value: { tags: ['a', 'b'] },
    parts: [
      { name: 'tags', content: 'a' },
      { name: 'tags', content: 'b' },
    ],
  }),
  multipart('array-of-objects', {
    says: 'A list of objects is a part of JSON for each.',
    properties: { rows: { type: 'array', items: { type: 'object' } } },
    value: { rows: [{ a: 1 }, { a: 2 }] },
    parts: [
      { name: 'rows', type: 'application/json', content: '{"a":1}' },
      { name: 'rows', type: 'application/json', content: '{"a":2}' },
    ],
  }),
  multipart('encoding/type', {
    says: 'A part has the type that its encoding says.',
    properties: { note: { type: 'string' }, meta: { type: 'object' } },
    encoding: {
      note: { contentType: 'text/markdown; charset=utf-8' },
      meta: { contentType: 'application/vnd.x+json' },
    },
    value: { note: '# Hi', meta: { a: 1 } },
    parts: [
      { name: 'note', type: 'text/markdown; charset=utf-8', content: '# Hi' },
      { name: 'meta', type: 'application/vnd.x+json', content: '{"a":1}' },
    ],
  }),
  multipart('encoding/style', {
    says: 'Styles hold for parts as well, without percent-encoding.',
    properties: {
      a: { type: 'array', items: { type: 'string' } },
      b: { type: 'array', items: { type: 'string' } },
      c: { type: 'object', additionalProperties: true },
    },
    encoding: {
      a: { style: 'form', explode: false },
      b: { style: 'pipeDelimited', explode: false },
      c: { style: 'deepObject', explode: true },
    },
    value: { a: ['1', '2 3'], b: ['4', '5'], c: { d: 6 } },
    parts: [
      { name: 'a', content: '1,2 3' },
      { name: 'b', content: '4|5' },
      { name: 'c[d]', content: '6' },
    ],
  }),
  multipart('names', {
    says: 'Names of parts are written as browsers write them.',
    properties: { 'a"b': { type: 'string' }, größe: { type: 'string' } },
    value: { 'a"b': '1', größe: '2' },
    parts: [
      { name: 'a%22b', content: '1' },
      { name: 'größe', content: '2' },
    ],
  }),
  multipart('null', {
    says: 'Null is no part.',
    properties: { a: { type: ['string', 'null'] }, b: { type: 'string' } },
    value: { a: null, b: '' },
    parts: [{ name: 'b', content: '' }],
  }),
];

const FILES = [
  multipart('file/base64', {
    says: 'Base64 arrives as its bytes, as a file.',
    properties: { file: FILE },
    value: { file: BYTES },
    parts: [{ name: 'file', filename: 'file', type: 'application/octet-stream', content: ALL_BYTES }],
  }),
  multipart('file/data-uri', {
    says: 'A data URI brings its type.',
    properties: { file: FILE },
    value: { file: `data:image/png;base64,${BYTES}` },
    parts: [{ name: 'file', filename: 'file', type: 'image/png', content: ALL_BYTES }],
  }),
  multipart('file/object', {
    says: 'A file may bring its name and type.',
    properties: { file: FILE },
    value: { file: { data: BYTES, filename: 'grün "1".bin', contentType: 'application/x-test' } },
    parts: [{ name: 'file', filename: 'grün %221%22.bin', type: 'application/x-test', content: ALL_BYTES }],
  }),
  multipart('file/list', {
    says: 'A list of files is a part for each.',
    properties: { files: { type: 'array', items: FILE } },
    value: { files: [{ data: 'AQI=', filename: 'a' }, 'AwQ='] },
    parts: [
      { name: 'files', filename: 'a', type: 'application/octet-stream', content: Uint8Array.of(1, 2) },
      { name: 'files', filename: 'files', type: 'application/octet-stream', content: Uint8Array.of(3, 4) },
    ],
  }),
  multipart('file/encoding', {
    says: 'A file has the type that its encoding says, and stands beside other parts.',
    properties: { title: { type: 'string' }, file: FILE },
    encoding: { file: { contentType: 'image/png' } },
    value: { title: 'x', file: BYTES },
    parts: [
      { name: 'title', content: 'x' },
      { name: 'file', filename: 'file', type: 'image/png', content: ALL_BYTES },
    ],
  }),
  multipart('file/content-media-type', {
    says: 'The 3.1 way to describe a file is one.',
    properties: { file: { contentMediaType: 'application/pdf' } },
    value: { file: BYTES },
    parts: [{ name: 'file', filename: 'file', type: 'application/pdf', content: ALL_BYTES }],
  }),
  multipart('file/path', {
    says: 'A file of an allowed folder is read from its path.',
    properties: { file: FILE },
    value: { file: { path: '@folder@/allowed/bytes.bin' } },
    parts: [{ name: 'file', filename: 'bytes.bin', type: 'application/octet-stream', content: ALL_BYTES }],
  }),
  multipart('file/path-outside', {
    says: 'A file outside of the allowed folders is refused, however its path is written.',
    properties: { file: FILE },
    value: { file: { path: '@folder@/allowed/../secret.txt' } },
    result: { isError: true, hides: ['Not for sending'] },
  }),
  multipart('file/map', {
    says: 'A map of files is a file for each key.',
    properties: {},
    more: { type: 'object', additionalProperties: FILE },
    value: { one: BYTES, two: { data: 'AQI=', filename: 'two.bin' } },
    parts: [
      { name: 'one', filename: 'one', type: 'application/octet-stream', content: ALL_BYTES },
      { name: 'two', filename: 'two.bin', type: 'application/octet-stream', content: Uint8Array.of(1, 2) },
    ],
  }),
  multipart('file/reference', {
    says: 'A form that is put together of references has its files as well.',
    properties: {},
    more: {
      allOf: [{ $ref: '#/components/schemas/Upload' }, { type: 'object', properties: { note: { type: 'string' } } }],
    },
    value: { note: 'x', file: BYTES },
    parts: [
      { name: 'note', content: 'x' },
      { name: 'file', filename: 'file', type: 'application/octet-stream', content: ALL_BYTES },
    ],
  }),
  multipart('file/nullable', {
    says: 'A file that may be null is a file.',
    properties: { file: { anyOf: [FILE, { type: 'null' }] } },
    value: { file: BYTES },
    parts: [{ name: 'file', filename: 'file', type: 'application/octet-stream', content: ALL_BYTES }],
  }),
  multipart('file/not-base64', {
    says: 'What is neither base64 nor a data URI is named; nothing is sent.',
    properties: { file: FILE },
    value: { file: 'no base64!' },
    result: { isError: true, says: ['file'] },
  }),
];

/** Multipart bodies. */
export const MULTIPART_CASES: readonly FidelityCase[] = [...FIELDS, ...FILES];
