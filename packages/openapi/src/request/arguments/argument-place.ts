// Answers two questions about a place in the arguments: which kinds of values its schema allows, and what the schemas below it are.
import type { JsonObjectSchema, JsonSchema } from '../../ir/schema/json-schema.ts';
import { DECIMAL_TEXT, EMPTY_TEXT, INTEGER_TEXT, PLAIN_TEXT, XML_TEXT } from '../../ir/schema/text-forms.ts';
import { isObject, listOr, objectOr } from '../../load/json-object.ts';

/** A JSON type; `fraction` a number that is not whole; `digits` and `decimal` are the texts that may stand for a whole number and for any number. */
export type Kind = 'string' | 'number' | 'fraction' | 'boolean' | 'null' | 'object' | 'array' | 'digits' | 'decimal';

/** The schemas that describe one place; none where nothing is known of it. */
type Position = readonly JsonSchema[];

/** The kinds that a place allows. */
export interface Kinds {
  has(kind: Kind): boolean;
}

/** A set of kinds: a bit for each, because arguments are looked at in every call. */
type Mask = number;

const BIT: Readonly<Record<Kind, Mask>> = {
  string: 1,
  number: 2,
  fraction: 4,
  boolean: 8,
  null: 16,
  object: 32,
  array: 64,
  digits: 128,
  decimal: 256,
};
const EVERY_KIND: Mask = 511;

/** Alternatives that are no strings of the API; XML, base64 and encoded forms say nothing of JSON at all. */
const STAND_INS: ReadonlyMap<unknown, Mask> = new Map([
  [INTEGER_TEXT, BIT.digits],
  [DECIMAL_TEXT, BIT.decimal],
  [EMPTY_TEXT, 0],
  [XML_TEXT, 0],
  [PLAIN_TEXT, 0],
]);

/** References followed for one place; deeper ones allow anything. */
const MAX_DEPTH = 30;

/** One place in the arguments. In doubt it allows more kinds than its schemas do, so that no value is taken for what it is not. */
export class Place implements Kinds {
  readonly #root: JsonObjectSchema;
  readonly #schemas: Position;
  #mask: Mask | undefined;

  /** @param schemas those that describe the place; none where nothing is known of it. */
  constructor(root: JsonObjectSchema, schemas: Position = [root]) {
    this.#root = root;
    this.#schemas = schemas;
  }

  /** Whether any schema of the place allows this kind. */
  has(kind: Kind): boolean {
    this.#mask ??= this.#kinds();
    return (this.#mask & BIT[kind]) !== 0;
  }

  /** The place of a member of an object. */
  member(name: string): Place {
    return this.#below((schema) => {
      const properties = objectOr(schema['properties']);
      if (Object.hasOwn(properties, name)) return properties[name];
      const pattern = Object.entries(objectOr(schema['patternProperties'])).find(([source]) =>
        new RegExp(source, 'u').test(name),
      );
      return pattern ? pattern[1] : schema['additionalProperties'];
    });
  }

  /** The place of an item of a list. */
  item(index: number): Place {
    return this.#below((schema) => listOr(schema['prefixItems'])[index] ?? schema['items']);
  }

  #kinds(): Mask {
    if (this.#schemas.length === 0) return EVERY_KIND;
    return this.#schemas.reduce((mask, schema) => mask | this.#kindsOf(schema, 0), 0);
  }

  #below(step: (schema: JsonSchema) => unknown): Place {
    const open = [...this.#schemas];
    const found: JsonSchema[] = [];
    const add = (list: JsonSchema[], schema: unknown) => {
      if (isObject(schema) && !list.includes(schema)) list.push(schema);
    };
    for (const schema of open) {
      add(found, step(schema));
      if (schema['$ref'] !== undefined) add(open, this.#target(schema));
      for (const part of listOr(schema['allOf'])) add(open, part);
      for (const part of listOr(schema['anyOf'])) add(open, part);
    }
    return new Place(this.#root, found);
  }

  #target(schema: JsonSchema): unknown {
    const definitions = objectOr(this.#root.$defs);
    const name = typeof schema['$ref'] === 'string' ? schema['$ref'].slice('#/$defs/'.length) : '';
    return Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  }

  #kindsOf(schema: unknown, depth: number): Mask {
    if (!isObject(schema) || depth > MAX_DEPTH) return EVERY_KIND;
    let mask = EVERY_KIND;
    if (typeof schema['type'] === 'string') mask &= kindsOfType(schema['type'], schema['pattern']);
    if (Array.isArray(schema['enum'])) mask &= union(schema['enum'], kindsOfValue);
    if (schema['const'] !== undefined) mask &= kindsOfValue(schema['const']);
    if (schema['$ref'] !== undefined) mask &= this.#kindsOf(this.#target(schema), depth + 1);
    for (const part of listOr(schema['allOf'])) mask &= this.#kindsOf(part, depth + 1);
    if (Array.isArray(schema['anyOf'])) mask &= union(schema['anyOf'], (part) => this.#kindsOf(part, depth + 1));
    return mask;
  }
}

function kindsOfType(type: string, pattern: unknown): Mask {
  if (type === 'string') return STAND_INS.get(pattern) ?? BIT.string;
  if (type === 'number') return BIT.number | BIT.fraction;
  return BIT[(type === 'integer' ? 'number' : type) as Kind];
}

function kindsOfValue(value: unknown): Mask {
  if (value === null) return BIT.null;
  if (Array.isArray(value)) return BIT.array;
  return typeof value === 'number' ? BIT.number | BIT.fraction : BIT[typeof value as Kind];
}

function union(all: readonly unknown[], kindsOf: (one: unknown) => Mask): Mask {
  return all.reduce<Mask>((mask, one) => mask | kindsOf(one), 0);
}
