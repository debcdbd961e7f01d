// Lets the empty text stand in for a value where `allowEmptyValue` says so.
import type { JsonSchema } from '../schema/json-schema.ts';
import { EMPTY_TEXT } from '../schema/text-forms.ts';

/** Keywords by which a text is refused that is empty. */
const REFUSING = ['minLength', 'pattern', 'enum', 'const', 'format'] as const;

/** The schema of a query parameter with the empty text beside it (OpenAPI 3.1 §4.8.12.2), unless it fits already. */
export function orEmpty(schema: JsonSchema): JsonSchema {
  const { type } = schema;
  if (type === undefined || (type === 'string' && REFUSING.every((keyword) => schema[keyword] === undefined)))
    return schema;
  const { description, default: usual, examples, ...rest } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    ...(usual === undefined ? {} : { default: usual }),
    ...(examples === undefined ? {} : { examples }),
    anyOf: [rest, { type: 'string', pattern: EMPTY_TEXT, description: 'Empty.' }],
  };
}
