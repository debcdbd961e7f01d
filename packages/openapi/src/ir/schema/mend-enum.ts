// Mends values listed in an `enum` that the `type` beside them forbids: no value would fit both.
import { isObject } from '../../load/json-object.ts';

type Schema = Record<string, unknown>;

/**
 * A converted schema of one type whose `enum` has values of that type: those of a list move to its items, texts of numbers and truths become these, and what is
 * left over becomes an alternative of its own, because documents that contradict themselves do not say which half they mean.
 */
export function mendEnum(schema: Schema, type: string | undefined): Schema {
  const values = schema['enum'];
  if (type === undefined || !Array.isArray(values)) return schema;
  const listed: readonly unknown[] = values;
  const strangers = listed.filter((value) => value !== null && !isOf(value, type));
  if (strangers.length === 0) return schema;
  const { enum: _enum, ...rest } = schema;
  if (type === 'array') return { ...rest, items: itemsWith(rest['items'], strangers) };
  const own = listed.filter((value) => isOf(value, type));
  const converted = strangers.flatMap((value) => convert(value, type));
  const fitting = [...new Set([...own, ...converted])];
  const first = { ...rest, ...(fitting.length === 0 ? {} : { enum: fitting }) };
  const others = [...Map.groupBy(strangers, (value) => typeName(value))].map(([name, group]) => ({
    type: name,
    ...(name === 'array' ? { items: {} } : {}),
    enum: group,
  }));
  return { anyOf: [{ type, ...first }, ...others] };
}

function itemsWith(items: unknown, values: readonly unknown[]): unknown {
  if (!isObject(items)) return { enum: values };
  const type = typeof items['type'] === 'string' ? items['type'] : undefined;
  const isPlain = items['enum'] === undefined && items['$ref'] === undefined && items['anyOf'] === undefined;
  return isPlain && values.every((value) => type === undefined || isOf(value, type))
    ? { ...items, enum: values }
    : items;
}

function convert(value: unknown, type: string): readonly unknown[] {
  if (type === 'string') return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
  if (type === 'boolean') return value === 'true' || value === 'false' ? [value === 'true'] : [];
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return isOf(number, type) ? [number] : [];
}

function isOf(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  return typeName(value) === type;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
