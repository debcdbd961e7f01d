// Owns the cases of bodies that are bytes or text themselves.
import type { ExpectedResult, FidelityCase, Json } from '../case.ts';
import { ALL_BYTES, base64 } from './values.ts';

const FILE: Json = { type: 'string', format: 'binary' };
const BYTES = base64(ALL_BYTES);

interface Whole {
  readonly says: string;
  readonly type: string;
  readonly schema?: Json;
  readonly value: Json;
  readonly sent?: string | Uint8Array;
  readonly sentType?: string;
  readonly result?: ExpectedResult;
}

function whole(id: string, { says, type, schema = FILE, value, sent, sentType = type, result }: Whole): FidelityCase {
  return {
    id: `bytes/${id}`,
    says,
    method: 'put',
    operation: { requestBody: { content: { [type]: { schema } } } },
    args: { body: value },
    requests: sent === undefined ? [] : [{ body: sent, headers: { 'content-type': sentType } }],
    ...(result === undefined ? {} : { result }),
  };
}

const STREAM = 'application/octet-stream';

/** Whole bodies of bytes and text. */
export const BYTE_BODY_CASES: readonly FidelityCase[] = [
  whole('base64', { says: 'Base64 is the body, byte for byte.', type: STREAM, value: BYTES, sent: ALL_BYTES }),
  whole('base64url', { says: 'Base64url is read as well.', type: STREAM, value: '-_8', sent: Uint8Array.of(251, 255) }),
  whole('data-uri', { says: 'So is a data URI.', type: STREAM, value: `data:x/y;base64,${BYTES}`, sent: ALL_BYTES }),
  whole('image', { says: 'An image goes out under its type.', type: 'image/png', value: BYTES, sent: ALL_BYTES }),
  whole('range', {
    says: 'Of a range of types the file names its own.',
    type: 'image/*',
    value: `data:image/gif;base64,${BYTES}`,
    sent: ALL_BYTES,
    sentType: 'image/gif',
  }),
  whole('no-schema', {
    says: 'Bytes need no schema.',
    type: STREAM,
    schema: {},
    value: 'AA==',
    sent: Uint8Array.of(0),
  }),
  whole('path', {
    says: 'A whole body is read from an allowed path.',
    type: STREAM,
    value: { path: '@folder@/allowed/bytes.bin' },
    sent: ALL_BYTES,
  }),
  whole('path-outside', {
    says: 'And from no other.',
    type: STREAM,
    value: { path: '/etc/hostname' },
    result: { isError: true },
  }),
  whole('text', {
    says: 'Text is the body as it is.',
    type: 'text/plain',
    schema: { type: 'string' },
    value: 'Grün\r\n青',
    sent: 'Grün\r\n青',
  }),
  whole('csv', {
    says: 'So is any other type of text.',
    type: 'text/csv',
    schema: { type: 'string' },
    value: 'a,b\n1,2\n',
    sent: 'a,b\n1,2\n',
  }),
  whole('empty-text', {
    says: 'The empty text is a body of no bytes.',
    type: 'text/plain',
    schema: { type: 'string' },
    value: '',
    sent: '',
  }),
];
