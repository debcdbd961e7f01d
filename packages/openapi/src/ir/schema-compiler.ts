// Turns the schemas of a document into self-contained JSON Schema 2020-12, as an input: without what only answers have.
import { isObject, quote, stringsOf, type JsonObject } from '../load/json-object.ts';
import { below, printPlace, type Documents, type Place } from '../resolve/documents.ts';
import { Definitions } from './definitions.ts';
import {
  copyKeywords,
  readTypes,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from './schema-keywords.ts';
import { finishType } from './schema-type.ts';
import { compiles } from './pattern.ts';
import { readOnlyNames } from './read-only.ts';
import type { JsonSchema } from './json-schema.ts';
import { digitsPattern } from './text-forms.ts';

/** Deeper levels of one schema (references do not count) are left out: no person writes them and no client reads them. */
const MAX_DEPTH = 50;

/** Keywords that make a schema more than a leaf. */
const APPLICATORS: readonly string[] = [...SCHEMA_KEYWORDS, ...SCHEMA_LIST_KEYWORDS, ...SCHEMA_MAP_KEYWORDS];

/** Converts schemas; what `$ref` names becomes a definition, converted once and shared by all that refer to it. */
export class SchemaCompiler {
  readonly #documents: Documents;
  readonly #names = new Map<unknown, string>();
  readonly #taken = new Set<string>();
  readonly #queue: { readonly name: string; readonly place: Place }[] = [];
  readonly #siblingsCount: boolean;

  constructor(documents: Documents) {
    this.#documents = documents;
    // Beside `$ref`, OpenAPI 3.1 evaluates other keywords; earlier versions ignore them.
    this.#siblingsCount = !/^(2|3\.0)/.test(documents.version);
  }

  /** Converts one schema; `$ref`s point to `#/$defs/<name>` of the definitions that `finish` returns. Never throws: flaws become warnings. */
  compile(place: Place): JsonSchema {
    return this.#convert(place, 0, NONE);
  }

  /** Converts all definitions that were referred to, and what they refer to. Call once, after the last `compile`. */
  finish(): Definitions {
    const schemas = new Map<string, JsonSchema>();
    for (let next = this.#queue.shift(); next; next = this.#queue.shift())
      schemas.set(next.name, this.#convert(next.place, 0, NONE));
    return new Definitions(schemas);
  }

  #convert(place: Place, depth: number, hidden: ReadonlySet<string>): JsonSchema {
    const { value } = place;
    if (value === undefined || value === true) return {};
    if (value === false) return { not: {} };
    if (!isObject(value))
      return this.#flaw(place, 'schema_invalid', 'This is no schema; any value is accepted instead.');
    if (depth > MAX_DEPTH)
      return this.#flaw(
        place,
        'schema_too_deep',
        `Levels below ${MAX_DEPTH} are left out; any value is accepted there.`,
      );
    if (typeof value['$ref'] === 'string') return this.#convertReference(place, value, depth);
    return this.#convertKeywords(place, value, { depth, hidden });
  }

  #convertReference(place: Place, value: JsonObject, depth: number): JsonSchema {
    const target = this.#documents.follow(place);
    const { $ref: _reference, ...siblings } = value;
    const beside: Record<string, unknown> = {};
    if (this.#siblingsCount) Object.assign(beside, this.#convert({ ...place, value: siblings }, depth, NONE));
    else if (typeof value['description'] === 'string') beside['description'] = value['description'];
    if (!target) return beside;
    if (!isObject(target.value)) return { ...this.#convert(target, depth + 1, NONE), ...beside };
    if (APPLICATORS.every((keyword) => (target.value as JsonObject)[keyword] === undefined)) {
      return { ...this.#convert(target, depth + 1, NONE), ...beside };
    }
    return { ...beside, $ref: `#/$defs/${this.#define(target)}` };
  }

  #convertKeywords(
    place: Place,
    value: JsonObject,
    at: { readonly depth: number; readonly hidden: ReadonlySet<string> },
  ): JsonSchema {
    const schema: Record<string, unknown> = {};
    copyKeywords(value, schema);
    const { types, unknown } = readTypes(value['type']);
    if (unknown.length > 0)
      this.#flaw(
        place,
        'schema_type_unknown',
        `${unknown.map(quote).join(', ')} is no JSON Schema type; it is left out.`,
      );
    if (value['type'] === 'file') schema['format'] = 'binary';
    if (schema['format'] === undefined && digitsPattern(types[0], value['type']) !== undefined)
      schema['format'] = value['type'];

    const gone = this.#hiddenNames(place, value, at.hidden);
    const descend = (child: Place): JsonSchema => this.#convert(child, at.depth + 1, NONE);
    for (const keyword of SCHEMA_KEYWORDS) {
      const inner = value[keyword];
      if (isObject(inner)) schema[keyword] = descend(below(place, keyword));
      else if (typeof inner === 'boolean')
        schema[keyword] = MAY_BE_BOOLEAN.has(keyword) ? inner : descend(below(place, keyword));
    }
    for (const keyword of SCHEMA_LIST_KEYWORDS) {
      const list = value[keyword];
      if (!Array.isArray(list) || list.length === 0) continue;
      const place2 = below(place, keyword);
      schema[keyword] = list.map((_, index) =>
        this.#convert(below(place2, index), at.depth + 1, keyword === 'allOf' ? gone : NONE),
      );
    }
    if (Array.isArray(value['items']))
      schema['prefixItems'] = value['items'].map((_, index) => descend(below(below(place, 'items'), index)));
    for (const keyword of SCHEMA_MAP_KEYWORDS) {
      if (isObject(value[keyword]))
        schema[keyword] = this.#convertMap(below(place, keyword), keyword, { depth: at.depth + 1, gone });
    }
    const required = [...new Set(stringsOf(value['required']))].filter((name) => !gone.has(name));
    if (required.length > 0) schema['required'] = required;
    return finishType(relax(schema), types, value['nullable'] === true || value['x-nullable'] === true);
  }

  #convertMap(
    map: Place,
    keyword: string,
    at: { readonly depth: number; readonly gone: ReadonlySet<string> },
  ): Record<string, JsonSchema> {
    const converted: [string, JsonSchema][] = [];
    for (const name of Object.keys(map.value as JsonObject)) {
      if (keyword === 'properties' && at.gone.has(name)) continue;
      if (keyword === 'patternProperties' && !compiles(name)) continue;
      converted.push([name, this.#convert(below(map, name), at.depth, NONE)]);
    }
    return Object.fromEntries(converted);
  }

  /** Names that answers have and inputs do not, here and in what `allOf` adds. */
  #hiddenNames(place: Place, value: JsonObject, inherited: ReadonlySet<string>): ReadonlySet<string> {
    if (value['properties'] === undefined && value['allOf'] === undefined && inherited.size === 0) return NONE;
    const own = readOnlyNames(place, this.#documents);
    return inherited.size === 0 ? own : new Set([...own, ...inherited]);
  }

  #define(target: Place): string {
    const known = this.#names.get(target.value);
    if (known !== undefined) return known;
    const last = target.pointer.slice(target.pointer.lastIndexOf('/') + 1) || target.document.name;
    const base = last.replaceAll(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 80) || 'Schema';
    let name = base;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${base}_${count}`;
    this.#taken.add(name);
    this.#names.set(target.value, name);
    this.#queue.push({ name, place: target });
    return name;
  }

  #flaw(place: Place, code: string, message: string): JsonSchema {
    this.#documents.warnings.add(code, printPlace(place), message);
    return {};
  }
}

const NONE: ReadonlySet<string> = new Set();

/** Where a boolean is an everyday value that all clients accept. */
const MAY_BE_BOOLEAN: ReadonlySet<string> = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
]);

/** `oneOf` becomes `anyOf`: alternatives of real documents overlap, and a value that fits two of them is no mistake of the caller. */
function relax(schema: Record<string, unknown>): Record<string, unknown> {
  const { oneOf, ...rest } = schema;
  if (oneOf === undefined) return schema;
  if (rest['anyOf'] === undefined) return { ...rest, anyOf: oneOf };
  const allOf: readonly unknown[] = Array.isArray(rest['allOf']) ? rest['allOf'] : [];
  return { ...rest, allOf: [...allOf, { anyOf: oneOf }] };
}
