// Describes a file as an argument.
import type { JsonSchema } from '../schema/json-schema.ts';
import { PLAIN_TEXT } from '../schema/text-forms.ts';

/** A file as an object: it holds the bytes or names them, and says more about them. */
export const FILE_OBJECT: JsonSchema = {
  type: 'object',
  properties: {
    data: { type: 'string', contentEncoding: 'base64' },
    path: { type: 'string', description: 'Instead of data: a local file, where that is allowed.' },
    filename: { type: 'string' },
    contentType: { type: 'string' },
  },
  additionalProperties: false,
};

/** The forms a file may be given in: base64 or a data URI as text, or an object. */
export const FILE_FORMS: readonly JsonSchema[] = [
  { type: 'string', contentEncoding: 'base64', pattern: PLAIN_TEXT, description: 'Base64 or a data URI.' },
  FILE_OBJECT,
];

/** A file of a form; `about` is what the document says of it. */
export function fileSchema(about?: string): JsonSchema {
  return { description: about ?? 'A file.', anyOf: FILE_FORMS };
}

/** A whole body of bytes of one of these media types. */
export function bytesSchema(accepts: readonly string[]): JsonSchema {
  return { description: `A file (${accepts.join(', ')}).`, anyOf: FILE_FORMS };
}

/** Text as it is, or the bytes of a file. */
export const TEXT_OR_FILE: JsonSchema = {
  anyOf: [{ type: 'string', description: 'The text as it is.' }, FILE_OBJECT],
};
