// The shapes of JSON Schema 2020-12 that leave this package.

/** A JSON Schema 2020-12 object; references point into the `$defs` of the schema that is handed out. */
export type JsonSchema = { readonly [keyword: string]: unknown };

/** The root of a tool's schema: a plain object without root combinators. */
export interface JsonObjectSchema extends JsonSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}
