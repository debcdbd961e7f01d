// Walks one JSON Schema and says which of its places some client would refuse; pure.

/** One broken rule and the place it is broken at, as a pointer below the schema. */
export interface Flaw {
  /** A sentence without names or numbers, so that equal flaws can be counted. */
  readonly rule: string;
  readonly where: string;
}

/** What a walk found: flaws, and the references still to be resolved. */
export interface SchemaFindings {
  readonly flaws: readonly Flaw[];
  readonly references: readonly { readonly target: string; readonly where: string }[];
}

const ONE: readonly string[] = [
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
  'contentSchema',
];
const LISTS: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const MAPS: readonly string[] = ['properties', 'patternProperties', 'dependentSchemas'];

/** Where a boolean closes a value rather than describes one; every client takes it there. */
const CLOSING: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', 'unevaluatedItems']);

/** Keywords of OpenAPI that JSON Schema does not know. */
const FOREIGN: readonly string[] = ['nullable', 'example', 'discriminator', 'xml', 'externalDocs', 'readOnly'];

/** Walks a schema and everything inside it, but for `$defs`. */
export function walkSchema(schema: unknown): SchemaFindings {
  const flaws: Flaw[] = [];
  const references: { readonly target: string; readonly where: string }[] = [];
  const open: { readonly value: unknown; readonly where: string }[] = [{ value: schema, where: '' }];
  for (const { value, where } of open) {
    if (!isObject(value)) {
      const rule = typeof value === 'boolean' ? 'a schema is a bare boolean' : 'a schema is no object';
      flaws.push({ rule, where });
      continue;
    }
    for (const rule of rulesBroken(value)) flaws.push({ rule, where });
    if (typeof value['$ref'] === 'string') references.push({ target: value['$ref'], where });
    for (const [step, inner] of childrenOf(value)) open.push({ value: inner, where: `${where}/${step}` });
  }
  return { flaws, references };
}

/** Whether a value is an object of JSON. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rulesBroken(schema: Readonly<Record<string, unknown>>): readonly string[] {
  const { type, items, pattern, patternProperties } = schema;
  const patterns = [...(pattern === undefined ? [] : [pattern]), ...Object.keys(patternProperties ?? {})];
  return [
    ...(Array.isArray(type) ? ['`type` is a list'] : []),
    ...(type === 'array' && items === undefined ? ['an array has no `items`'] : []),
    ...(patterns.every((text) => compiles(text)) ? [] : ['a pattern does not compile in JavaScript']),
    ...FOREIGN.filter((keyword) => schema[keyword] !== undefined).map((keyword) => `\`${keyword}\` is left over`),
  ];
}

function childrenOf(schema: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  const children: (readonly [string, unknown])[] = [];
  for (const keyword of ONE) {
    const inner = schema[keyword];
    if (inner !== undefined && !(typeof inner === 'boolean' && CLOSING.has(keyword))) children.push([keyword, inner]);
  }
  for (const keyword of [...LISTS, ...MAPS]) {
    const inner = schema[keyword];
    if (typeof inner !== 'object' || inner === null) continue;
    for (const [key, child] of Object.entries(inner)) children.push([`${keyword}/${key}`, child]);
  }
  return children;
}

/** Validators compile patterns with the `u` flag. */
function compiles(pattern: unknown): boolean {
  try {
    return typeof pattern === 'string' && new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    // The answer is the point of the attempt.
    return false;
  }
}
