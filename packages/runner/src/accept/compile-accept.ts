// Owns the quick yes: whether a value surely fits a JSON Schema, said without a validator and without generated code.
import { arrayCheck } from './array-check.ts';
import { isObject, never, type Check, type Schema } from './check.ts';
import { objectCheck } from './object-check.ts';
import { rangeChecks } from './range-check.ts';
import { textCheck } from './text-check.ts';
import { typeCheck, valueCheck } from './value-check.ts';

/** Schemas and members looked at for one value; whoever brings more is judged by the validator. */
const MAX_STEPS = 100_000;
/** How deep schemas may be nested in each other, and values be followed through references. */
const MAX_DEPTH = 100;

/** Keywords that are understood, those that say nothing about validity included. Any other one makes its schema refuse everything. */
const UNDERSTOOD = new Set(
  [
    ['$defs', '$ref', '$schema', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'],
    ['readOnly', 'writeOnly', 'contentEncoding', 'contentMediaType', 'format', 'type', 'enum', 'const', 'pattern'],
    ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
    ['properties', 'required', 'additionalProperties', 'propertyNames', 'minProperties', 'maxProperties'],
    ['items', 'minItems', 'maxItems', 'uniqueItems', 'anyOf', 'allOf', 'oneOf'],
  ].flat(),
);

/**
 * A predicate for the most common part of JSON Schema 2020-12; references may only point to `#/$defs/<name>`. It says `true` only of values that validators
 * accept too (`format` of texts included, as `@cfworker/json-schema` judges it); `false` means nothing but that somebody else has to judge. The schema must not
 * change afterwards. How large a value is where the schema leaves it open is not looked at.
 */
export function compileAccept(schema: unknown): (value: unknown) => boolean {
  const root = isObject(schema) ? schema : {};
  const check = new Compiler(root).compile(schema, 0);
  return (value) => check(value, { steps: MAX_STEPS, depth: 0 });
}

class Compiler {
  readonly #defs: Schema;
  readonly #known = new Map<string, Check>();

  constructor(root: Schema) {
    this.#defs = isObject(root['$defs']) ? root['$defs'] : {};
  }

  compile(schema: unknown, depth: number): Check {
    if (schema === true) return isJson;
    if (!isObject(schema) || depth > MAX_DEPTH) return never;
    const parts: Check[] = [];
    for (const keyword of Object.keys(schema)) if (!UNDERSTOOD.has(keyword)) return never;
    const inner = (part: unknown) => this.compile(part, depth + 1);
    const { $ref, anyOf, allOf, oneOf } = schema;
    for (const check of [
      typeCheck(schema),
      valueCheck(schema),
      ...rangeChecks(schema),
      textCheck(schema),
      $ref === undefined ? undefined : this.#reference($ref),
      anyOf === undefined ? undefined : some(listOf(anyOf).map(inner)),
      allOf === undefined ? undefined : every(listOf(allOf).map(inner)),
      // Where no value fits two of them, fitting one is fitting exactly one.
      oneOf === undefined ? undefined : isExclusive(listOf(oneOf)) ? some(listOf(oneOf).map(inner)) : never,
      objectCheck(schema, inner),
      arrayCheck(schema, inner),
    ])
      if (check === never) return never;
      else if (check !== undefined) parts.push(check);
    return parts.length === 0 ? isJson : every(parts);
  }

  /** Compiled with its first use: most definitions of a large document are never reached. */
  #reference($ref: unknown): Check {
    const name = typeof $ref === 'string' ? /^#\/\$defs\/([\w.-]+)$/.exec($ref)?.[1] : undefined;
    if (name === undefined || !Object.hasOwn(this.#defs, name)) return never;
    return (value, budget) => {
      if (budget.depth >= MAX_DEPTH) return false;
      budget.depth += 1;
      const fits = this.#definition(name)(value, budget);
      budget.depth -= 1;
      return fits;
    };
  }

  #definition(name: string): Check {
    const known = this.#known.get(name) ?? this.compile(this.#defs[name], 0);
    this.#known.set(name, known);
    return known;
  }
}

/** What JSON can say; validators throw at anything else. */
const isJson: Check = (value) => value === null || ['string', 'number', 'boolean', 'object'].includes(typeof value);

function listOf(schemas: unknown): readonly unknown[] {
  return Array.isArray(schemas) ? schemas : [undefined];
}

function every(checks: readonly Check[]): Check {
  const [first = isJson, second, ...rest] = checks;
  if (second === undefined) return (value, budget) => (budget.steps -= 1) >= 0 && first(value, budget);
  if (rest.length === 0)
    return (value, budget) => (budget.steps -= 1) >= 0 && first(value, budget) && second(value, budget);
  return (value, budget) => (budget.steps -= 1) >= 0 && checks.every((check) => check(value, budget));
}

function some(checks: readonly Check[]): Check {
  return (value, budget) => (budget.steps -= 1) >= 0 && checks.some((check) => check(value, budget));
}

/** Whether the schemas are objects told apart by one member that is another constant in each. */
function isExclusive(schemas: readonly unknown[]): boolean {
  const [first] = schemas;
  if (!isObject(first) || !isObject(first['properties'])) return false;
  return Object.keys(first['properties']).some((name) => {
    const constants = schemas.map((schema) => constantOf(schema, name));
    return !constants.includes(undefined) && new Set(constants).size === schemas.length;
  });
}

function constantOf(schema: unknown, name: string): unknown {
  if (!isObject(schema) || schema['type'] !== 'object' || !isObject(schema['properties'])) return undefined;
  const { required, properties } = schema;
  const member = properties[name];
  if (!Array.isArray(required) || !required.includes(name) || !isObject(member)) return undefined;
  return typeof member['const'] === 'object' ? undefined : member['const'];
}
