// Answers two questions about a place in the arguments: which kinds of values its schema allows, and what the schemas below it are.
import type { JsonObjectSchema, JsonSchema } from '../../ir/schema/json-schema.ts';
import { DECIMAL_TEXT, EMPTY_TEXT, INTEGER_TEXT, PLAIN_TEXT, XML_TEXT } from '../../ir/schema/text-forms.ts';
import { isObject, listOr, objectOr } from '../../load/json-object.ts';

/** A JSON type; `fraction` a number that is not whole; `digits` and `decimal` are the texts that may stand for a whole number and for any number. */
export type Kind = 'string' | 'number' | 'fraction' | 'boolean' | 'null' | 'object' | 'array' | 'digits' | 'decimal';

/** The schemas that describe one place; none where nothing is known of it. */
export type Position = readonly JsonSchema[];

type Kinds = ReadonlySet<Kind>;

const EVERY_KIND: Kinds = new Set([
  'string',
  'number',
  'fraction',
  'boolean',
  'null',
  'object',
  'array',
  'digits',
  'decimal',
] as const);

/** Alternatives that are no strings of the API; XML, base64 and encoded forms say nothing of JSON at all. */
const STAND_INS: ReadonlyMap<unknown, Kinds> = new Map([
  [INTEGER_TEXT, new Set<Kind>(['digits'])],
  [DECIMAL_TEXT, new Set<Kind>(['decimal'])],
  [EMPTY_TEXT, new Set<Kind>()],
  [XML_TEXT, new Set<Kind>()],
  [PLAIN_TEXT, new Set<Kind>()],
]);

/** References followed for one place; deeper ones allow anything. */
const MAX_DEPTH = 30;

/** Reads one input schema. In doubt a place allows more kinds than its schema does, so that no value is taken for what it is not. */
export class SchemaView {
  readonly #definitions: Readonly<Record<string, unknown>>;
  readonly #known = new Map<JsonSchema, Kinds>();

  constructor(root: JsonObjectSchema) {
    this.#definitions = objectOr(root.$defs);
  }

  /** The kinds that any schema of a place allows. */
  kinds(position: Position): Kinds {
    return position.length === 0 ? EVERY_KIND : union(position.map((schema) => this.#kindsOf(schema, 0)));
  }

  /** The schemas of a member of an object. */
  member(position: Position, name: string): Position {
    return this.#below(position, (schema) => {
      const properties = objectOr(schema['properties']);
      if (Object.hasOwn(properties, name)) return properties[name];
      const pattern = Object.entries(objectOr(schema['patternProperties'])).find(([source]) =>
        new RegExp(source, 'u').test(name),
      );
      return pattern ? pattern[1] : schema['additionalProperties'];
    });
  }

  /** The schemas of an item of a list. */
  item(position: Position, index: number): Position {
    return this.#below(position, (schema) => listOr(schema['prefixItems'])[index] ?? schema['items']);
  }

  #below(position: Position, step: (schema: JsonSchema) => unknown): Position {
    const open = new Set(position);
    const found = new Set<JsonSchema>();
    for (const schema of open) {
      const next = step(schema);
      if (isObject(next)) found.add(next);
      for (const part of [this.#target(schema), ...listOr(schema['allOf']), ...listOr(schema['anyOf'])])
        if (isObject(part)) open.add(part);
    }
    return [...found];
  }

  #target(schema: JsonSchema): unknown {
    const name = typeof schema['$ref'] === 'string' ? schema['$ref'].slice('#/$defs/'.length) : '';
    return Object.hasOwn(this.#definitions, name) ? this.#definitions[name] : undefined;
  }

  #kindsOf(schema: unknown, depth: number): Kinds {
    if (!isObject(schema) || depth > MAX_DEPTH) return EVERY_KIND;
    const known = this.#known.get(schema);
    if (known) return known;
    const limits: Kinds[] = [];
    if (typeof schema['type'] === 'string') limits.push(kindsOfType(schema['type'], schema['pattern']));
    if (Array.isArray(schema['enum'])) limits.push(new Set(schema['enum'].flatMap(kindsOfValue)));
    if (schema['const'] !== undefined) limits.push(new Set(kindsOfValue(schema['const'])));
    for (const part of [this.#target(schema), ...listOr(schema['allOf'])]) limits.push(this.#kindsOf(part, depth + 1));
    if (Array.isArray(schema['anyOf']))
      limits.push(union(schema['anyOf'].map((part) => this.#kindsOf(part, depth + 1))));
    const kinds = new Set([...EVERY_KIND].filter((kind) => limits.every((limit) => limit.has(kind))));
    this.#known.set(schema, kinds);
    return kinds;
  }
}

function kindsOfType(type: string, pattern: unknown): Kinds {
  if (type === 'string') return STAND_INS.get(pattern) ?? new Set<Kind>(['string']);
  if (type === 'number') return new Set<Kind>(['number', 'fraction']);
  return new Set([type === 'integer' ? 'number' : (type as Kind)]);
}

function kindsOfValue(value: unknown): readonly Kind[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return typeof value === 'number' ? ['number', 'fraction'] : [typeof value as Kind];
}

function union(all: readonly Kinds[]): Kinds {
  return new Set(all.flatMap((kinds) => [...kinds]));
}
