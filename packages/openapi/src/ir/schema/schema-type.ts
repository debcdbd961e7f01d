// Writes types and nullability the way every client reads them: one type per schema, null as an alternative.
import { ANNOTATIONS, gatherWords } from './gather-words.ts';
import { mendClosed } from './mend-closed.ts';
import { mendEnum } from './mend-enum.ts';
import { digitsPattern } from './text-forms.ts';

/** Keywords that restrict values of one type only. */
const OWN_KEYWORDS: readonly (readonly [type: string, keywords: readonly string[]])[] = [
  ['string', ['minLength', 'maxLength', 'pattern']],
  ['array', ['minItems', 'maxItems', 'uniqueItems']],
  ['number', ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']],
];

/**
 * Finishes a converted schema: gives it its single type, turns several types into `anyOf`, puts null beside it if it is `nullable`, gives every array
 * its `items`, and lets numbers that a double cannot hold be given as digits.
 */
export function finishType(
  converted: Record<string, unknown>,
  types: readonly string[],
  nullable: boolean,
): Record<string, unknown> {
  const gathered = gatherWords(converted, types);
  const schema = mendClosed(gathered.schema);
  if (gathered.isPart) return nullable ? besideNull(schema) : schema;
  const wanted = types.filter((type) => type !== 'null');
  const withNull = wanted.length > 0 && (nullable || wanted.length < types.length);
  const single =
    wanted.length > 1
      ? split(schema, wanted)
      : besideDigits(giveType(schema, wanted[0] ?? (types.includes('null') ? 'null' : impliedType(schema))));
  if (wanted.length === 0 && nullable && restricts(single)) return besideNull(single);
  return withNull ? besideNull(single) : single;
}

function giveType(schema: Record<string, unknown>, type: string | undefined): Record<string, unknown> {
  if (type === undefined) return schema;
  const typed = besideStrangers(withOwnDefault(withoutForeign(schema, type), type), type);
  return type === 'array' && schema['items'] === undefined && schema['prefixItems'] === undefined
    ? { ...typed, items: {} }
    : typed;
}

/** The schema with a default of its type, where documents write it as text. */
function withOwnDefault(schema: Record<string, unknown>, type: string): Record<string, unknown> {
  const text = schema['default'];
  if (typeof text !== 'string') return schema;
  if (type === 'boolean' && /^(?:true|false)$/i.test(text))
    return { ...schema, default: text.toLowerCase() === 'true' };
  const isNumber =
    (type === 'integer' || type === 'number') && String(Number(text)) === text && Number.isFinite(Number(text));
  return isNumber ? { ...schema, default: Number(text) } : schema;
}

/** The schema without what says nothing of values of its type. */
function withoutForeign(schema: Record<string, unknown>, type: string): Record<string, unknown> {
  const own = type === 'integer' ? 'number' : type;
  const foreign = OWN_KEYWORDS.flatMap(([other, keywords]) =>
    other === own ? [] : keywords.filter((keyword) => schema[keyword] !== undefined),
  );
  if (foreign.length === 0) return schema;
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !foreign.includes(keyword)));
}

/** The typed schema, its `enum` mended; alternatives that come of that leave the words where they were. */
function besideStrangers(schema: Record<string, unknown>, type: string): Record<string, unknown> {
  const { outer, inner } =
    schema['enum'] === undefined || type === 'array' ? { outer: {}, inner: schema } : parts(schema);
  const mended = mendEnum(inner, type);
  if (mended === inner) return { type, ...schema };
  return type === 'array' ? { type, ...mended } : { ...outer, ...mended };
}

/** What documents mean that write `properties` or `items` without a type. */
function impliedType(schema: Record<string, unknown>): string | undefined {
  if (schema['properties'] !== undefined) return 'object';
  return schema['items'] === undefined ? undefined : 'array';
}

function split(schema: Record<string, unknown>, types: readonly string[]): Record<string, unknown> {
  const { items, ...rest } = schema;
  const branches = types.map((type) => (type === 'array' ? { type, items: items ?? {} } : { type }));
  if (rest['anyOf'] === undefined) return { ...rest, anyOf: branches };
  const { anyOf, allOf, ...others } = rest;
  return { ...others, allOf: [...(Array.isArray(allOf) ? (allOf as unknown[]) : []), { anyOf }, { anyOf: branches }] };
}

/** JSON readers round such numbers, so their digits may come as a string; known values need no other form. */
function besideDigits(schema: Record<string, unknown>): Record<string, unknown> {
  const pattern = digitsPattern(schema['type'], schema['format']);
  if (pattern === undefined || ['enum', 'const', 'anyOf', 'allOf'].some((keyword) => schema[keyword] !== undefined))
    return schema;
  const { outer, inner } = parts(schema);
  return { ...outer, anyOf: [inner, { type: 'string', pattern }] };
}

function parts(schema: Record<string, unknown>): Readonly<Record<'outer' | 'inner', Record<string, unknown>>> {
  const outer: Record<string, unknown> = {};
  const inner: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) (ANNOTATIONS.has(keyword) ? outer : inner)[keyword] = value;
  return { outer, inner };
}

function besideNull(schema: Record<string, unknown>): Record<string, unknown> {
  const { outer, inner } = parts(schema);
  if (Array.isArray(inner['enum'])) inner['enum'] = inner['enum'].filter((value) => value !== null);
  if (Array.isArray(inner['enum']) && inner['enum'].length === 0) return { ...outer, type: 'null' };
  const keys = Object.keys(inner);
  if (keys.length === 1 && Array.isArray(inner['anyOf']))
    return { ...outer, anyOf: [...(inner['anyOf'] as unknown[]), { type: 'null' }] };
  return { ...outer, anyOf: [inner, { type: 'null' }] };
}

function restricts(schema: Record<string, unknown>): boolean {
  return Object.keys(schema).some((keyword) => !ANNOTATIONS.has(keyword));
}
