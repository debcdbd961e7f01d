// Knows each keyword of JSON Schema 2020-12 that we pass on, and what a usable value of it is.
import { usablePattern } from './pattern.ts';
import type { PlainTexts } from '../words/plain-texts.ts';

/** Keywords whose value is one schema. */
export const SCHEMA_KEYWORDS = [
  'items',
  'additionalProperties',
  'not',
  'contains',
  'propertyNames',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
] as const;

/** Keywords whose value is a list of schemas. */
export const SCHEMA_LIST_KEYWORDS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'] as const;

/** Keywords whose value is a map of schemas. */
export const SCHEMA_MAP_KEYWORDS = ['properties', 'patternProperties', 'dependentSchemas'] as const;

/** Keywords that make a schema more than a leaf. */
const APPLICATORS: ReadonlySet<string> = new Set([...SCHEMA_KEYWORDS, ...SCHEMA_LIST_KEYWORDS, ...SCHEMA_MAP_KEYWORDS]);

/** Whether a schema holds no other schema. */
export function isLeaf(schema: Readonly<Record<string, unknown>>): boolean {
  return !Object.keys(schema).some((keyword) => APPLICATORS.has(keyword) && schema[keyword] !== undefined);
}

const TYPES: ReadonlyMap<string, string | undefined> = new Map([
  ...['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'].map((type) => [type, type] as const),
  // Names that documents use and JSON Schema does not know.
  ['file', 'string'],
  ['int', 'integer'],
  ['int32', 'integer'],
  ['int64', 'integer'],
  ['long', 'integer'],
  ['float', 'number'],
  ['double', 'number'],
  ['decimal', 'number'],
  ['bool', 'boolean'],
  ['date', 'string'],
  ['date-time', 'string'],
  ['datetime', 'string'],
  ['uuid', 'string'],
  ['any', undefined],
] as const);

/** The types a `type` keyword names, and what in it names none. */
interface TypesRead {
  readonly types: readonly string[];
  readonly unknown: readonly unknown[];
}

/** What nearly every schema says, read once. */
const SINGLE_TYPES: ReadonlyMap<string, TypesRead> = new Map(
  ['string', 'number', 'integer', 'boolean', 'object', 'array'].map((type) => [type, { types: [type], unknown: [] }]),
);

/** Longest description of a schema, in characters. */
const MAX_DESCRIPTION = 300;

/** Largest example, in characters of JSON. */
const MAX_EXAMPLE = 300;

/** Largest list of values, in characters of JSON. */
const MAX_ENUM = 30_000;

/** So many values are always listed. */
export const MAX_ENUM_FREE = 200;

/** Deepest nesting of a default, constant, enum member or example. */
const MAX_VALUE_DEPTH = 30;

/** The types a `type` keyword names, mended where that is possible, and what in it names no type. */
export function readTypes(type: unknown): TypesRead {
  return (typeof type === 'string' ? SINGLE_TYPES.get(type) : undefined) ?? readTypeList(type);
}

function readTypeList(type: unknown): TypesRead {
  const names: readonly unknown[] = Array.isArray(type) ? type : type === undefined ? [] : [type];
  const known = names.filter((name): name is string => typeof name === 'string' && TYPES.has(name.toLowerCase()));
  return {
    types: [...new Set(known.flatMap((name) => TYPES.get(name.toLowerCase()) ?? []))],
    unknown: names.filter((name) => !known.some((other) => other === name)),
  };
}

/** Copies the keywords that hold no schema; what is malformed or belongs to OpenAPI alone (`xml`, `discriminator`, `example`, extensions) stays behind. */
export function copyKeywords(
  from: Readonly<Record<string, unknown>>,
  to: Record<string, unknown>,
  texts: PlainTexts,
): void {
  for (const keyword of Object.keys(from)) {
    const value = from[keyword];
    if (usable(keyword, value)) to[keyword] = value;
  }
  if (typeof to['description'] === 'string') {
    const text = texts.of(to['description'], MAX_DESCRIPTION);
    if (text === '') delete to['description'];
    else to['description'] = text;
  }
  if (typeof to['pattern'] === 'string') to['pattern'] = usablePattern(to['pattern']);
  if (Array.isArray(to['enum'])) boundEnum(distinct(to['enum']), to);
  copyBounds(from, to);
  copyExamples(from, to);
}

function usable(keyword: string, value: unknown): boolean {
  switch (keyword) {
    case 'title':
    case 'format':
    case 'description':
    case 'contentEncoding':
    case 'contentMediaType':
      return typeof value === 'string' && value !== '';
    case 'pattern':
      return typeof value === 'string' && usablePattern(value) !== undefined;
    case 'minimum':
    case 'maximum':
      return isExact(value);
    case 'multipleOf':
      // Fractions of 2 only look like fractions of 10: validators refuse 19.99 as a multiple of 0.01.
      return isExact(value) && Number.isInteger(value) && Number(value) > 0;
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
    case 'minContains':
    case 'maxContains':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0;
    case 'uniqueItems':
    case 'deprecated':
      return value === true;
    case 'enum':
      return Array.isArray(value) && value.length > 0 && isShallow(value);
    case 'const':
    case 'default':
      return value !== undefined && isShallow(value);
    default:
      return false;
  }
}

/** Whether a bound is what the document says: JSON readers round larger ones, and a rounded bound refuses values that the document allows. */
function isExact(value: unknown): boolean {
  return typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

const BOUNDS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

/** OpenAPI 3.0 and Swagger 2.0 make `minimum` exclusive by a boolean beside it. */
function copyBounds(from: Readonly<Record<string, unknown>>, to: Record<string, unknown>): void {
  for (const [exclusive, bound] of BOUNDS) {
    const value = from[exclusive];
    if (isExact(value)) to[exclusive] = value;
    if (value !== true || !isExact(from[bound])) continue;
    to[exclusive] = from[bound];
    delete to[bound];
  }
}

function copyExamples(from: Readonly<Record<string, unknown>>, to: Record<string, unknown>): void {
  const examples: readonly unknown[] = Array.isArray(from['examples'])
    ? from['examples']
    : from['example'] === undefined
      ? []
      : [from['example']];
  // Where the values are listed, an example says nothing more.
  if (Array.isArray(from['enum']) || to['const'] !== undefined) return;
  const small = distinct(examples.filter((example) => isSmall(example))).slice(0, 3);
  if (small.length > 0) to['examples'] = small;
}

/** Whether an example is worth its room: at most 300 characters of JSON. */
export function isSmall(example: unknown): boolean {
  return isShallow(example) && (JSON.stringify(example) ?? '').length <= MAX_EXAMPLE;
}

/** Whether a value is nested no deeper than a person would; deeper ones overflow whoever prints them. */
function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth < MAX_VALUE_DEPTH; depth += 1) {
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
    if (level.length === 0) return true;
  }
  return false;
}

/** Lists that nobody reads to their end are told in words. */
function boundEnum(values: readonly unknown[], to: Record<string, unknown>): void {
  to['enum'] = values;
  if (values.length <= MAX_ENUM_FREE || JSON.stringify(values).length <= MAX_ENUM) return;
  delete to['enum'];
  to['examples'] = values.filter((value) => isSmall(value)).slice(0, 3);
  const said = typeof to['description'] === 'string' ? `${to['description']} ` : '';
  to['description'] = `${said}One of ${values.length} values.`;
}

/** Each value once. */
export function distinct(values: readonly unknown[]): readonly unknown[] {
  const seen = new Map<unknown, unknown>();
  for (const value of values)
    seen.set(typeof value === 'object' && value !== null ? JSON.stringify(value) : value, value);
  return [...seen.values()];
}
