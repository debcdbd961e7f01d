// Remembers parameters that were read, because operations share most of them.
import { isObject } from '../load/json-object.ts';
import type { Parameter } from './operation.ts';

/** The parameters of one document that were read without a warning; equal ones are one object. */
export class KnownParameters {
  readonly #byValue = new Map<unknown, Parameter>();
  readonly #byText = new Map<string, Parameter>();

  /** What was made of this value of the document, or of an equal one. */
  find(value: unknown): Parameter | undefined {
    const known = this.#byValue.get(value);
    if (known) return known;
    const text = textOf(value);
    return text === undefined ? undefined : this.#byText.get(text);
  }

  /** Remembers what was made of a value. */
  keep(value: unknown, parameter: Parameter): void {
    this.#byValue.set(value, parameter);
    const text = textOf(value);
    if (text !== undefined) this.#byText.set(text, parameter);
  }
}

/** The text of a parameter that is as flat as most are; others may hold references, whose meaning depends on where they stand. */
function textOf(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  for (const field in value) {
    const inner = value[field];
    if (typeof inner === 'object' && inner !== null && !(field === 'schema' && isFlat(inner))) return undefined;
  }
  return JSON.stringify(value);
}

function isFlat(schema: object): boolean {
  return Object.values(schema).every((value) => typeof value !== 'object' || value === null) && !('$ref' in schema);
}
