// Makes random multipart bodies and reads them with busboy.
import { Readable } from 'node:stream';
import busboy from 'busboy';
import * as fc from 'fast-check';
import type { HttpRequest } from '../../src/index.ts';
import { fileForms } from './body-cases.ts';
import type { RoundTrip } from './find-mismatch.ts';
import { keyText, plain, plainList, plainObject, text } from './values.ts';

/** A part as busboy tells it. */
type Part = readonly [name: string, type: string, content: string, filename?: string];

/** One field and the parts it becomes. */
interface Field {
  readonly schema: object;
  readonly encoding?: object;
  readonly value: unknown;
  readonly parts: (name: string) => readonly Part[];
}

const TEXT = 'text/plain';

/** Quotes and line breaks in names are written as browsers write them, and backslashes are read as escapes by some: neither comes back. */
const name = text.filter((one) => one !== '' && !/["\\\r\n\u0000-\u001f\u007f]/.test(one) && one.trim() === one);

const plainField: fc.Arbitrary<Field> = plain.map(({ schema, value }) => ({
  schema,
  value,
  parts: (key) => [[key, TEXT, String(value)]],
}));

const listField: fc.Arbitrary<Field> = plainList.map((items) => ({
  schema: { type: 'array', items: items[0]?.schema },
  value: items.map(({ value }) => value),
  parts: (key) => items.map(({ value }) => [key, TEXT, String(value)]),
}));

const objectField: fc.Arbitrary<Field> = plainObject(keyText).map((members) => {
  const value = Object.fromEntries(members.map(([key, one]) => [key, one.schema.format === undefined ? one.value : 0]));
  return { schema: { type: 'object' }, value, parts: (key) => [[key, 'application/json', JSON.stringify(value)]] };
});

const typedField: fc.Arbitrary<Field> = fc
  .tuple(fc.constantFrom('text/csv', 'application/json', 'application/vnd.x+json'), text)
  .map(([contentType, value]) => ({
    schema: { type: 'string' },
    encoding: { contentType },
    value,
    parts: (key) => [[key, contentType, contentType.includes('json') ? JSON.stringify(value) : value]],
  }));

const deepField: fc.Arbitrary<Field> = plainObject(name).map((members) => {
  const value = Object.fromEntries(members.map(([key, one]) => [key, one.value]));
  return {
    schema: { type: 'object', properties: Object.fromEntries(members.map(([key, { schema }]) => [key, schema])) },
    encoding: { style: 'deepObject', explode: true },
    value,
    parts: (outer) => Object.entries(value).map(([key, member]) => [`${outer}[${key}]`, TEXT, String(member)]),
  };
});

const file = fc.tuple(
  fc.uint8Array({ maxLength: 100 }),
  name,
  fc.constantFrom('image/png', 'application/pdf', 'text/csv; charset=utf-8'),
);

const fileField: fc.Arbitrary<Field> = fc.array(file, { minLength: 1, maxLength: 3 }).map((files) => ({
  schema: { type: 'array', items: { type: 'string', format: 'binary' } },
  value: files.map(([bytes, filename, contentType]) => ({
    data: Buffer.from(bytes).toString('base64'),
    filename,
    contentType,
  })),
  parts: (key) =>
    files.map(([bytes, filename, type]) => [
      key,
      type.split(';')[0] ?? '',
      Buffer.from(bytes).toString('latin1'),
      filename,
    ]),
}));

const inlineField: fc.Arbitrary<Field> = fc
  .tuple(fc.uint8Array({ maxLength: 100 }), fc.constantFrom(0, 1, 2, 5))
  .map(([bytes, form]) => ({
    schema: { type: 'string', format: 'binary' },
    value: fileForms(bytes)[form],
    parts: (key) => [[key, 'application/octet-stream', Buffer.from(bytes).toString('latin1'), key]],
  }));

/** Up to four fields. */
export const multipartBody: fc.Arbitrary<RoundTrip> = fc
  .uniqueArray(
    fc.tuple(name, fc.oneof(plainField, listField, objectField, typedField, deepField, fileField, inlineField)),
    {
      minLength: 1,
      maxLength: 4,
      selector: ([key]) => key,
    },
  )
  .map((given) => {
    // An object takes names that are digits first.
    const order = Object.keys(Object.fromEntries(given));
    const fields = given.toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
    const all = <Value>(of: (field: Field) => Value): Record<string, Value> =>
      Object.fromEntries(fields.map(([key, field]) => [key, of(field)]));
    const schema = { type: 'object', properties: all((field) => field.schema) };
    const media = { schema, encoding: all(({ encoding = {} }) => encoding) };
    return {
      path: '/end',
      parameters: [],
      requestBody: { content: { 'multipart/form-data': media } },
      values: [],
      body: all((field) => field.value),
      expected: fields.flatMap(([key, field]) => field.parts(key)),
      read: readParts,
    };
  });

/** Every part of a request in its order. */
function readParts({ headers, body }: HttpRequest): Promise<readonly Part[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly Part[]>();
  const parts: Part[] = [];
  const parser = busboy({ headers: { ...headers }, defParamCharset: 'utf8', preservePath: true });
  parser.on('field', (key, value, info) => parts.push([key, info.mimeType, value]));
  parser.on('file', (key, stream, info) => {
    const chunks: Buffer[] = [];
    const index = parts.push([key, info.mimeType, '', info.filename]) - 1;
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      parts[index] = [key, info.mimeType, Buffer.concat(chunks).toString('latin1'), info.filename];
    });
  });
  parser.on('close', () => resolve(parts));
  parser.on('error', reject);
  Readable.from([Buffer.from(body as Uint8Array)]).pipe(parser);
  return promise;
}
