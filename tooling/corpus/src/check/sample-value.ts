// Makes a small value that fits a JSON Schema; pure.
import { samplePattern } from './sample-pattern.ts';
import { isObject } from './walk-schema.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Deepest value that is made. */
const MAX_DEPTH = 40;

/** How much more often than it must what may be repeated in a pattern is repeated, until the text is long enough. */
const MORE: readonly number[] = [0, 1, 4, 8, 11, 20, 40];

/** The type of a schema whose parts want different ones. */
const IMPOSSIBLE = 'impossible';

/** What no value could be made for. */
export const NOTHING: unique symbol = Symbol('nothing');

/** A value with what is required and little else; {@link NOTHING} if there is none, or none that this generator finds. `$defs` are those of the root. */
export function sampleValue(schema: unknown, definitions: Schema): unknown {
  return new Sampler(definitions).value(schema, 0);
}

class Sampler {
  readonly #definitions: Schema;

  constructor(definitions: Schema) {
    this.#definitions = definitions;
  }

  value(schema: unknown, depth: number): unknown {
    if (!isObject(schema)) return 'a';
    if (depth > MAX_DEPTH) return NOTHING;
    const flat = this.#flatten(schema, 0);
    if (flat === undefined || flat['type'] === IMPOSSIBLE) return NOTHING;
    const { anyOf, ...rest } = flat;
    if (!Array.isArray(anyOf)) return this.#plain(rest, depth);
    for (const branch of anyOf) {
      const value = isObject(branch) ? this.value({ ...rest, allOf: [branch] }, depth + 1) : NOTHING;
      if (value !== NOTHING) return value;
    }
    return NOTHING;
  }

  /** The schema with its reference and its `allOf` merged in; `undefined` if they go too deep. */
  #flatten(schema: Schema, depth: number): Schema | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const { $ref, allOf, $defs: _definitions, ...own } = schema;
    let flat: Schema | undefined = own;
    const name = typeof $ref === 'string' ? $ref.slice('#/$defs/'.length) : undefined;
    const parts = [
      ...(name === undefined ? [] : [this.#definitions[name]]),
      ...(Array.isArray(allOf) ? (allOf as unknown[]) : []),
    ];
    for (const part of parts) {
      const inner: Schema | undefined = isObject(part) ? this.#flatten(part, depth + 1) : {};
      if (inner === undefined) return undefined;
      flat = merge(flat, inner);
    }
    return flat;
  }

  #plain(schema: Schema, depth: number): unknown {
    if (schema['const'] !== undefined) return schema['const'];
    if (Array.isArray(schema['enum'])) return chooseOf(schema['enum'], schema['type']);
    switch (schema['type'] ?? (schema['properties'] === undefined ? undefined : 'object')) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#array(schema, depth);
      case 'integer':
      case 'number':
        return numberFor(schema);
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return textFor(schema);
    }
  }

  #object(schema: Schema, depth: number): unknown {
    const properties = isObject(schema['properties']) ? schema['properties'] : {};
    const made = new Map<string, unknown>();
    const add = (name: string): boolean => {
      const described =
        properties[name] ?? (isObject(schema['additionalProperties']) ? schema['additionalProperties'] : {});
      const value = this.value(described, depth + 1);
      if (value !== NOTHING) made.set(name, value);
      return value !== NOTHING;
    };
    for (const name of listOf(schema['required'])) if (!add(String(name))) return NOTHING;
    const least = Number(schema['minProperties'] ?? 0);
    for (const name of Object.keys(properties)) if (made.size < least && !made.has(name)) add(name);
    for (let extra = 0; made.size < least && extra < 100; extra += 1) add(`extra${extra}`);
    return Object.fromEntries(made);
  }

  #array(schema: Schema, depth: number): unknown {
    const prefix = listOf(schema['prefixItems']);
    const least = Number(schema['minItems'] ?? 0);
    // One item where one may be: an empty list is no part of a path.
    const length = Math.max(least, schema['maxItems'] === 0 ? 0 : 1);
    if (length > 1_000) return NOTHING;
    const items: unknown[] = [];
    for (let index = 0; index < length; index += 1) {
      const value = this.value(prefix[index] ?? schema['items'] ?? schema['contains'] ?? {}, depth + 1);
      if (value === NOTHING) return items.length >= least ? items : NOTHING;
      items.push(schema['uniqueItems'] === true ? different(value, index, schema['items']) : value);
    }
    return items;
  }
}

/** What fits both: rules that are lists add up, of bounds the stricter one counts, of everything else the one of `b`. */
function merge(a: Schema, b: Schema): Schema {
  const merged: Record<string, unknown> = { ...a, ...b, ...typeOfBoth(a['type'], b['type']) };
  for (const keyword of ['properties', 'patternProperties'] as const)
    if (isObject(a[keyword]) && isObject(b[keyword])) merged[keyword] = mergeProperties(a[keyword], b[keyword]);
  if (a['required'] ?? b['required'])
    merged['required'] = [...new Set([...listOf(a['required']), ...listOf(b['required'])])];
  if (Array.isArray(a['anyOf']) && Array.isArray(b['anyOf'])) merged['anyOf'] = pairs(a['anyOf'], b['anyOf']);
  if (Array.isArray(a['enum']) && Array.isArray(b['enum']))
    merged['enum'] = (a['enum'] as unknown[]).filter((value) => listOf(b['enum']).includes(value));
  for (const keyword of ['minLength', 'minItems', 'minProperties', 'minimum'])
    if (typeof a[keyword] === 'number' && typeof b[keyword] === 'number')
      merged[keyword] = Math.max(a[keyword], b[keyword]);
  return merged;
}

function typeOfBoth(a: unknown, b: unknown): Schema {
  if (a === undefined || b === undefined || a === b) return {};
  const numbers = [a, b].every((type) => type === 'integer' || type === 'number');
  return { type: numbers ? 'integer' : IMPOSSIBLE };
}

function mergeProperties(a: Schema, b: Schema): Schema {
  const merged: [string, unknown][] = [...new Set([...Object.keys(a), ...Object.keys(b)])].map((name) => [
    name,
    a[name] !== undefined && b[name] !== undefined ? { allOf: [a[name], b[name]] } : (a[name] ?? b[name]),
  ]);
  return Object.fromEntries(merged);
}

function pairs(a: readonly unknown[], b: readonly unknown[]): readonly unknown[] {
  return a.flatMap((one) => b.map((other) => ({ allOf: [one, other] }))).slice(0, 200);
}

function numberFor(schema: Schema): unknown {
  const whole = schema['type'] === 'integer';
  const step = typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : whole ? 1 : undefined;
  const low = Math.max(Number(schema['minimum'] ?? -Infinity), Number(schema['exclusiveMinimum'] ?? -Infinity));
  const high = Math.min(Number(schema['maximum'] ?? Infinity), Number(schema['exclusiveMaximum'] ?? Infinity));
  const near = Number.isFinite(low) ? low : Number.isFinite(high) ? high : 1;
  const round = (value: number): number => (step === undefined ? value : Math.ceil(value / step) * step);
  const candidates = [1, 0, near, round(near), round(near) + (step ?? 1), round(near) - (step ?? 1), (low + high) / 2];
  return candidates.find((value) => isBetween(value, schema) && (step === undefined || value % step === 0)) ?? NOTHING;
}

function isBetween(value: number, schema: Schema): boolean {
  return (
    value >= Number(schema['minimum'] ?? -Infinity) &&
    value <= Number(schema['maximum'] ?? Infinity) &&
    value > Number(schema['exclusiveMinimum'] ?? -Infinity) &&
    value < Number(schema['exclusiveMaximum'] ?? Infinity)
  );
}

function textFor(schema: Schema): unknown {
  const least = Number(schema['minLength'] ?? 0);
  const most = Number(schema['maxLength'] ?? Infinity);
  const pattern = typeof schema['pattern'] === 'string' ? schema['pattern'] : undefined;
  if (least > 100_000) return NOTHING;
  const written = [...listOf(schema['examples']), schema['default']].filter((value) => typeof value === 'string');
  const stretched = MORE.flatMap((more) => {
    const sampled = pattern === undefined ? undefined : samplePattern(pattern, more);
    return sampled === undefined ? [] : [sampled, sampled.padEnd(least, sampled.at(-1))];
  });
  const base64 = schema['contentEncoding'] === 'base64' ? ['YQ=='] : [];
  const plain = [...base64, 'a', '1'].map((text) => text.padEnd(least, 'a'));
  const usual = [
    'a@example.com',
    '2026-01-01',
    '2026-01-01T00:00:00Z',
    'https://example.com/a',
    'us-east-1',
    'example.com',
    '00000000-0000-4000-8000-000000000000',
  ];
  const fits = (text: string): boolean =>
    text.length >= least && text.length <= most && (pattern === undefined || new RegExp(pattern, 'u').test(text));
  return [...plain, ...written, ...stretched, ...usual, ''].find((text) => fits(text)) ?? NOTHING;
}

function different(value: unknown, index: number, items: unknown): unknown {
  if (isObject(items) && Array.isArray(items['enum'])) return items['enum'][index] ?? value;
  if (typeof value === 'string') return index === 0 ? value : `${value}${index}`;
  return typeof value === 'number' ? value + index : value;
}

/** The first that fits and is not empty: an empty part of a path is none. */
function chooseOf(values: readonly unknown[], type: unknown): unknown {
  const fitting = values.filter((value) => fitsType(value, type));
  return fitting.find((value) => value !== '') ?? fitting[0] ?? values[0];
}

function fitsType(value: unknown, type: unknown): boolean {
  if (type === undefined) return true;
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  return type === 'object' ? isObject(value) : typeof value === type;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
