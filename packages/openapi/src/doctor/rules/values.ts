// Finds defaults, examples and lists of values that contradict the type beside them.
import { isObject, listOr, objectOr, quote, type JsonObject } from '../../load/json-object.ts';
import { below, type Place } from '../../resolve/documents.ts';
import type { ExaminedDocument } from '../examined-document.ts';
import { findAt, type Finding } from '../finding.ts';
import { removeAt, updateAt } from '../overlay-fix.ts';
import { placeOf, walkDocument } from '../walk-document.ts';

/** What people write for the seven types of JSON Schema. */
const TYPES: Readonly<Record<string, JsonObject>> = {
  int: { type: 'integer' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'integer', format: 'int64' },
  long: { type: 'integer', format: 'int64' },
  float: { type: 'number', format: 'float' },
  double: { type: 'number', format: 'double' },
  decimal: { type: 'number' },
  bool: { type: 'boolean' },
  str: { type: 'string' },
  text: { type: 'string' },
  uuid: { type: 'string', format: 'uuid' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
  list: { type: 'array' },
  dict: { type: 'object' },
  map: { type: 'object' },
  json: { type: 'object' },
};

/** What is wrong with values, wherever schemas and parameters stand. */
export function examineValues({ documents }: ExaminedDocument): readonly Finding[] {
  const findings: Finding[] = [];
  for (const visited of walkDocument(documents.main)) {
    const { value, named, data } = visited;
    if (!isObject(value) || named || data || value['type'] === undefined) continue;
    const types = typesOf(value);
    if (types.length === 0) continue;
    const interesting =
      'default' in value || 'example' in value || Array.isArray(value['enum']) || types.some((type) => type in TYPES);
    if (interesting) findings.push(...examineSchema(placeOf(visited, documents.main), value, types));
  }
  return findings;
}

function examineSchema(place: Place, schema: JsonObject, types: readonly string[]): readonly Finding[] {
  const known = TYPES[types[0]!];
  if (types.length === 1 && known)
    return [
      findAt(place, {
        code: 'schema_type_unknown',
        severity: 'warning',
        message: `"${types[0]}" is no type of JSON Schema; any value is accepted.`,
        advice: `Write ${JSON.stringify(known)}.`,
        fix: updateAt(place, known),
      }),
    ];
  const values = listOr(schema['enum']);
  const wrong = values.flatMap((value, index) => (fits(value, types) ? [] : [{ value, index }]));
  const findings: Finding[] = [];
  if (wrong.length > 0)
    findings.push(
      findAt(below(place, 'enum'), {
        code: 'enum_mismatch',
        severity: 'warning',
        message: `${wrong
          .map(({ value }) => quote(value))
          .slice(0, 5)
          .join(', ')} of this list ${wrong.length === 1 ? 'is' : 'are'} no ${types.join(' or ')}.`,
        advice: 'Write values of the type, or change the type.',
        fix: wrong.flatMap(
          ({ value, index }) => replace(below(below(place, 'enum'), index), coerce(value, types)) ?? [],
        ),
      }),
    );
  const allowed = values.map((value) => (fits(value, types) ? value : coerce(value, types)));
  for (const key of ['default', 'example'] as const) {
    if (!(key in schema)) continue;
    const value = schema[key];
    const listed = allowed.length === 0 || allowed.some((one) => one === value);
    if ((fits(value, types) && listed) || (value === null && key === 'default')) continue;
    const mended = coerce(value, types);
    const usable = mended !== undefined && (allowed.length === 0 || allowed.includes(mended));
    findings.push(
      findAt(below(place, key), {
        code: `${key}_mismatch`,
        severity: key === 'default' ? 'warning' : 'note',
        message: `The ${key} ${quote(value)} is ${fits(value, types) ? 'none of the allowed values' : `no ${types.join(' or ')}`}.`,
        advice: usable ? `Write ${JSON.stringify(mended)}.` : 'Write one that fits, or none.',
        fix: replace(below(place, key), usable ? mended : undefined),
      }),
    );
  }
  return findings;
}

/** Overlays cannot put a list or an object in the place of a single value: such are taken out. */
function replace(place: Place, value: unknown): ReturnType<typeof updateAt> {
  const single = value !== undefined && (typeof place.value !== 'object' || place.value === null);
  return single ? updateAt(place, value) : removeAt(place);
}

function typesOf(schema: JsonObject): readonly string[] {
  const { type } = schema;
  const types = typeof type === 'string' ? [type] : listOr(type).filter((one) => typeof one === 'string');
  const nullable = objectOr(schema)['nullable'] === true || schema['x-nullable'] === true;
  return nullable && types.length > 0 ? [...types, 'null'] : types;
}

function fits(value: unknown, types: readonly string[]): boolean {
  return types.some((type) => {
    switch (type) {
      case 'string':
        return typeof value === 'string';
      case 'integer':
        return typeof value === 'number' && Number.isInteger(value);
      case 'number':
        return typeof value === 'number';
      case 'boolean':
        return typeof value === 'boolean';
      case 'array':
        return Array.isArray(value);
      case 'object':
        return isObject(value);
      case 'null':
        return value === null;
      default:
        return true;
    }
  });
}

/** The value as one of the types, where only the way it is written is wrong. */
function coerce(value: unknown, types: readonly string[]): string | number | boolean | undefined {
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  if (types.includes('integer') && Number.isSafeInteger(number)) return number;
  if (types.includes('number') && Number.isFinite(number)) return number;
  if (types.includes('boolean') && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return undefined;
}
