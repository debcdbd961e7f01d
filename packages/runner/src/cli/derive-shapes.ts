// Owns reading the schema of the options: which kind of value each takes, and which part of it JSON Schema can say.
import { listRunnerOptions } from '@mcpm/domain';
import * as z from 'zod';
import type { OptionKind, OptionShape } from './option-shape.ts';

/** Every option of the runner, in the order of the schema. */
export function deriveShapes(): readonly OptionShape[] {
  return listRunnerOptions().map(({ schema, ...option }) => {
    const { inner, fallback, required } = unwrap(schema);
    const plural = option.name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const flags = plural === option.flag ? [option.flag] : [option.flag, plural];
    const def = inner._zod.def;
    const choices = isEnum(def) ? Object.values(def.entries).map(String) : [];
    return { ...option, flags, fallback, required, choices, kind: kindOf(def), accepts: acceptedBy(inner, choices) };
  });
}

interface Unwrapped {
  readonly inner: z.core.$ZodType;
  readonly fallback: unknown;
  readonly required: boolean;
}

function unwrap(schema: z.core.$ZodType): Unwrapped {
  let inner = schema;
  let fallback: unknown;
  let required = true;
  for (;;) {
    const { def } = inner._zod;
    if (isWrapper(def)) {
      if ('defaultValue' in def) fallback = def.defaultValue;
      required = false;
      inner = def.innerType;
    } else if (isPipe(def)) inner = def.out;
    else return { inner, fallback, required };
  }
}

/** Checks that JSON Schema can say. */
const SAYABLE: ReadonlySet<string> = new Set([
  'less_than',
  'greater_than',
  'number_format',
  'min_length',
  'max_length',
  'string_format',
]);

/** JSON Schema of values that the schema takes unchanged; it may leave out some. */
function acceptedBy(schema: z.core.$ZodType, choices: readonly string[]): OptionShape['accepts'] {
  const { def } = schema._zod;
  const { checks = [] } = def;
  if (!checks.every((check) => SAYABLE.has(check._zod.def.check))) return NOTHING;
  switch (def.type) {
    case 'enum':
      return { enum: choices };
    case 'record':
      // zod leaves out a member of this name.
      return {
        type: 'object',
        propertyNames: { type: 'string', pattern: '^(?!__proto__$)' },
        additionalProperties: { type: 'string' },
      };
    case 'string':
      // What is plainly a web address is taken by `z.url` as it is.
      if ('format' in def && def.format === 'url') return { type: 'string', format: 'uri' };
      if ('format' in def && def.format !== 'regex') return NOTHING;
      return z.toJSONSchema(schema);
    case 'boolean':
    case 'number':
      return z.toJSONSchema(schema);
    case 'array':
      return 'element' in def && isText(def.element) ? z.toJSONSchema(schema) : NOTHING;
    default:
      return NOTHING;
  }
}

const NOTHING = { not: {} };

function isText(element: unknown): boolean {
  return (
    element instanceof z.ZodString &&
    (element._zod.def.checks ?? []).every((check) => SAYABLE.has(check._zod.def.check))
  );
}

function isWrapper(def: z.core.$ZodTypeDef): def is z.core.$ZodOptionalDef | z.core.$ZodDefaultDef {
  return def.type === 'optional' || def.type === 'default';
}

function isPipe(def: z.core.$ZodTypeDef): def is z.core.$ZodPipeDef {
  return def.type === 'pipe';
}

function isEnum(def: z.core.$ZodTypeDef): def is z.core.$ZodEnumDef {
  return def.type === 'enum';
}

function kindOf(def: z.core.$ZodTypeDef): OptionKind {
  switch (def.type) {
    case 'boolean':
      return 'switch';
    case 'number':
      return 'number';
    case 'array':
      return 'list';
    case 'record':
      return 'map';
    case 'enum':
      return 'choice';
    default:
      return 'text';
  }
}
