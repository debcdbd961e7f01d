// Turns the schemas of a document into self-contained JSON Schema 2020-12, as an input: bodies without what only answers have.
import { isObject, quote, type JsonObject } from '../../load/json-object.ts';
import { below, printPlace, type Documents, type Place } from '../../resolve/documents.ts';
import { Definitions } from './definitions.ts';
import { Discriminators } from './discriminators.ts';
import {
  copyKeywords,
  isLeaf,
  MAX_ENUM_FREE,
  readTypes,
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from './schema-keywords.ts';
import { finishType } from './schema-type.ts';
import { compiles } from './pattern.ts';
import { PlainTexts } from '../words/plain-texts.ts';
import { namesMentioned, readOnlyNames, type HiddenNames } from './read-only.ts';
import { dependentNames, requiredNames } from './required-names.ts';
import type { JsonSchema } from './json-schema.ts';
import { digitsPattern } from './text-forms.ts';

/** Deeper levels of one schema (references do not count) are left out: no person writes them and no client reads them. */
const MAX_DEPTH = 50;

/** Converts schemas; what `$ref` names becomes a definition, converted once and shared by all that refer to it. */
export class SchemaCompiler {
  readonly #documents: Documents;
  readonly #names = new Map<unknown, Map<string, string>>();
  readonly #taken = new Set<string>();
  readonly #queue: { readonly name: string; readonly place: Place; readonly hidden: HiddenNames | undefined }[] = [];
  readonly #siblingsCount: boolean;
  readonly #texts = new PlainTexts();
  readonly #discriminators: Discriminators;

  constructor(documents: Documents) {
    this.#documents = documents;
    this.#discriminators = new Discriminators(documents);
    // Beside `$ref`, OpenAPI 3.1 evaluates other keywords; earlier versions ignore them.
    this.#siblingsCount = !/^(2|3\.0)/.test(documents.version);
  }

  /**
   * Converts the schema of a body; `$ref`s point to `#/$defs/<name>` of the definitions that `finish` returns. Never throws: flaws become warnings.
   * Properties that are `readOnly` are left out, and not required.
   */
  compile(place: Place): JsonSchema {
    return this.#convert(place, 0, NONE);
  }

  /** Like `compile`, for a parameter: no request does without one because answers bring it, so nothing is left out. */
  compileParameter(place: Place): JsonSchema {
    return this.#convert(place, 0, undefined);
  }

  /** Converts all definitions that were referred to, and what they refer to. Call once, after the last `compile`. */
  finish(): Definitions {
    const schemas = new Map<string, JsonSchema>();
    for (let next = this.#queue.shift(); next; next = this.#queue.shift())
      schemas.set(next.name, this.#convert(next.place, 0, next.hidden));
    return new Definitions(schemas);
  }

  /** `hidden`: what is left out here because a schema of the same value says so; `undefined`: nothing is ever left out. */
  #convert(place: Place, depth: number, hidden: HiddenNames | undefined): JsonSchema {
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
    if (typeof value['$ref'] === 'string') return this.#convertReference(place, value, { depth, hidden });
    return this.#convertKeywords(place, value, { depth, hidden });
  }

  #convertReference(place: Place, value: JsonObject, at: Position): JsonSchema {
    const { depth, hidden } = at;
    const target = this.#documents.follow(place);
    const { $ref: _reference, ...siblings } = value;
    const beside: Record<string, unknown> = {};
    if (this.#siblingsCount) Object.assign(beside, this.#convert({ ...place, value: siblings }, depth, hidden));
    else copyKeywords({ description: value['description'] }, beside, this.#texts);
    if (!target) return beside;
    if (!isObject(target.value) || isLeaf(target.value))
      return { ...this.#convert(target, depth + 1, hidden), ...beside };
    return { ...beside, $ref: `#/$defs/${this.#define(target, hidden)}` };
  }

  #convertKeywords(place: Place, value: JsonObject, at: Position): JsonSchema {
    const schema: Record<string, unknown> = {};
    copyKeywords(value, schema, this.#texts);
    const { types, unknown } = readTypes(value['type']);
    if (unknown.length > 0)
      this.#flaw(
        place,
        'schema_type_unknown',
        `${unknown.map(quote).join(', ')} is no JSON Schema type; it is left out.`,
      );
    if (Array.isArray(value['enum']) && value['enum'].length > MAX_ENUM_FREE && schema['enum'] === undefined)
      this.#flaw(
        place,
        'enum_cut',
        `The ${value['enum'].length} values are not listed, and any value is accepted: the list is too long.`,
      );
    if (value['type'] === 'file') schema['format'] = 'binary';
    if (schema['format'] === undefined && digitsPattern(types[0], value['type']) !== undefined)
      schema['format'] = value['type'];

    const hidden = this.#hiddenNames(place, value, at.hidden);
    if (!isLeaf(value)) this.#convertInner(place, value, { schema, depth: at.depth + 1, hidden });
    const required = requiredNames(value['required'], hidden);
    if (required) schema['required'] = required;
    const dependent = dependentNames(value['dependentRequired'], hidden);
    if (dependent) schema['dependentRequired'] = dependent;
    return finishType(relax(schema), types, value['nullable'] === true || value['x-nullable'] === true);
  }

  /** Converts the schemas that stand inside of one, into `schema`. */
  #convertInner(
    place: Place,
    value: JsonObject,
    { schema, depth, hidden }: Position & { readonly schema: Record<string, unknown> },
  ): void {
    const fresh = hidden && NONE;
    const descend = (child: Place): JsonSchema => this.#convert(child, depth, fresh);
    for (const keyword of SCHEMA_KEYWORDS) {
      const inner = value[keyword];
      if (isObject(inner)) schema[keyword] = this.#convert(below(place, keyword), depth, hiddenIn(keyword, hidden));
      else if (typeof inner === 'boolean')
        schema[keyword] = MAY_BE_BOOLEAN.has(keyword) ? inner : descend(below(place, keyword));
    }
    for (const keyword of SCHEMA_LIST_KEYWORDS) {
      const list = value[keyword];
      if (!Array.isArray(list) || list.length === 0) continue;
      const place2 = below(place, keyword);
      schema[keyword] = list.map((_, index) =>
        this.#convert(below(place2, index), depth, keyword === 'prefixItems' ? fresh : hidden),
      );
    }
    if (Array.isArray(value['items']))
      schema['prefixItems'] = value['items'].map((_, index) => descend(below(below(place, 'items'), index)));
    for (const keyword of SCHEMA_MAP_KEYWORDS) {
      if (isObject(value[keyword]))
        schema[keyword] = this.#convertMap(below(place, keyword), keyword, { depth, hidden });
    }
    if (value['discriminator'] !== undefined) this.#discriminators.apply(place, schema);
  }

  #convertMap(map: Place, keyword: string, at: Position): Record<string, JsonSchema> {
    const converted: [string, JsonSchema][] = [];
    for (const name of Object.keys(map.value as JsonObject)) {
      if (keyword === 'properties' && at.hidden?.gone.has(name)) continue;
      if (keyword === 'patternProperties' && !compiles(name)) continue;
      converted.push([name, this.#convert(below(map, name), at.depth, at.hidden && NONE)]);
    }
    return Object.fromEntries(converted);
  }

  /** Names that answers have and inputs do not, here and in what combinators add. */
  #hiddenNames(place: Place, value: JsonObject, inherited: HiddenNames | undefined): HiddenNames | undefined {
    if (inherited === undefined || SPEAKING.every((keyword) => value[keyword] === undefined)) return inherited;
    const own = readOnlyNames(place, this.#documents);
    if (own.notRequired.size === 0) return inherited;
    if (inherited.notRequired.size === 0) return own;
    return {
      gone: new Set([...own.gone, ...inherited.gone]),
      notRequired: new Set([...own.notRequired, ...inherited.notRequired]),
    };
  }

  /** The name of a definition. What hides other names is another definition; most targets do not speak of the names. */
  #define(target: Place, inherited: HiddenNames | undefined): string {
    const hidden = inherited && this.#relevant(target, inherited);
    const key = keyOf(hidden);
    const known = this.#names.get(target.value) ?? new Map<string, string>();
    this.#names.set(target.value, known);
    let name = known.get(key);
    if (name !== undefined) return name;
    const last = target.pointer.slice(target.pointer.lastIndexOf('/') + 1) || target.document.name;
    const base = last.replaceAll(/[^A-Za-z0-9_.-]+/g, '_').slice(0, 80) || 'Schema';
    name = base;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${base}_${count}`;
    this.#taken.add(name);
    known.set(key, name);
    this.#queue.push({ name, place: target, hidden });
    return name;
  }

  #relevant(target: Place, { gone, notRequired }: HiddenNames): HiddenNames {
    const mentioned = namesMentioned(target, this.#documents, notRequired);
    if (mentioned.size === 0) return NONE;
    return { gone: new Set([...mentioned].filter((name) => gone.has(name))), notRequired: mentioned };
  }

  #flaw(place: Place, code: string, message: string): JsonSchema {
    this.#documents.warnings.add(code, printPlace(place), message);
    return {};
  }
}

/** How deep a schema stands, and what is left out of it. */
interface Position {
  readonly depth: number;
  readonly hidden: HiddenNames | undefined;
}

const NONE: HiddenNames = { gone: new Set(), notRequired: new Set() };

/** Keywords without which a schema names no property. */
const SPEAKING = ['properties', 'allOf', 'anyOf', 'oneOf'] as const;

/** What the schema of a keyword leaves out: one that speaks of the same value the same, a condition nothing (it would become another one). */
function hiddenIn(keyword: string, hidden: HiddenNames | undefined): HiddenNames | undefined {
  if (keyword === 'not' || keyword === 'if') return undefined;
  return keyword === 'then' || keyword === 'else' ? hidden : hidden && NONE;
}

/** Tells apart the definitions of one schema. */
function keyOf(hidden: HiddenNames | undefined): string {
  if (hidden === undefined) return 'all';
  return hidden.notRequired.size === 0 ? '' : JSON.stringify([[...hidden.gone], [...hidden.notRequired]]);
}

/** Where a boolean is an everyday value that all clients accept. */
const MAY_BE_BOOLEAN: ReadonlySet<string> = new Set([
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
]);

/** `oneOf` becomes `anyOf`: alternatives of real documents overlap, and a value that fits two of them is no mistake of the caller. */
function relax(schema: Record<string, unknown>): Record<string, unknown> {
  if (schema['oneOf'] === undefined) return schema;
  const { oneOf, ...rest } = schema;
  if (rest['anyOf'] === undefined) return { ...rest, anyOf: oneOf };
  const allOf: readonly unknown[] = Array.isArray(rest['allOf']) ? rest['allOf'] : [];
  return { ...rest, allOf: [...allOf, { anyOf: oneOf }] };
}
