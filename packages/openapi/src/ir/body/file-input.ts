// Describes a property that takes files as an input.
import { objectOr, textOf } from '../../load/json-object.ts';
import { FILE_FORMS, FILE_OBJECT, fileSchema } from './file-schema.ts';
import type { FilePlace } from './find-files.ts';
import type { JsonSchema } from '../schema/json-schema.ts';

/** Describes a property as an input, in place of what its schema was compiled to. */
export type FieldInput = (compiled: unknown) => JsonSchema;

/** A property that takes files, described; `given` is what it was compiled to. */
export function fileInput(file: FilePlace, given?: unknown): JsonSchema {
  const about = textOf(objectOr(given)['description']);
  const one = fileSchema(about);
  const forms = file.orText ? [FILE_OBJECT, { type: 'string', description: 'Text that is no file.' }] : FILE_FORMS;
  const alternatives: readonly JsonSchema[] = [
    ...(file.count === 'many' ? [] : forms),
    ...(file.count === 'one' ? [] : [{ type: 'array', items: { anyOf: forms } }]),
    ...(file.nullable ? [{ type: 'null' }] : []),
  ];
  const [only, ...more] = alternatives;
  return more.length === 0 ? { ...only, description: one['description'] } : { ...one, anyOf: alternatives };
}
