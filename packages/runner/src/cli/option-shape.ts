// Owns how an option stands on a command line: which kind of value its schema takes, and how text becomes that value.
import { listRunnerOptions, type RunnerOption } from '@mcpm/domain';
import type * as z from 'zod';

/** What a value of an option looks like. */
type OptionKind = 'switch' | 'number' | 'text' | 'choice' | 'list' | 'map';

/** An option with all that reading and describing it needs. */
export interface OptionShape extends RunnerOption {
  readonly kind: OptionKind;
  /** Flags it answers to, without dashes; the first is the one shown. */
  readonly flags: readonly string[];
  /** Allowed values of a `choice`. */
  readonly choices: readonly string[];
  /** What it is when nobody says anything. */
  readonly fallback: unknown;
}

/** Every option of the runner, in the order of the schema. */
export function listOptionShapes(): readonly OptionShape[] {
  return listRunnerOptions().map((option) => {
    const { inner, fallback } = unwrap(option.schema);
    const plural = option.name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const flags = plural === option.flag ? [option.flag] : [option.flag, plural];
    return { ...option, flags, fallback, kind: kindOf(inner), choices: choicesOf(inner) };
  });
}

/** The text of one option as the value its schema takes; text that does not fit is handed on as it is, for the schema to refuse. */
export function readText(shape: OptionShape, text: string): unknown {
  switch (shape.kind) {
    case 'switch':
      return readSwitch(text);
    case 'number':
      return /^-?\d+$/.test(text.trim()) ? Number(text) : text;
    case 'list':
      return (
        readJson(text, '[') ??
        text
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      );
    case 'map':
      return textsOf(readJson(text, '{')) ?? readPairs(text.split('\n'));
    default:
      return text;
  }
}

/** `NAME=VALUE` or `NAME: VALUE` lines as a record; a line with neither keeps the whole text, for the schema to refuse. */
export function readPairs(lines: readonly string[]): unknown {
  const pairs: [string, string][] = [];
  for (const line of lines.filter((entry) => entry.trim() !== '')) {
    const found = /^\s*([^:=\s]+)\s*[:=]\s?(.*)$/s.exec(line);
    if (!found) return lines.join('\n');
    pairs.push([found[1] ?? '', (found[2] ?? '').trimEnd()]);
  }
  return Object.fromEntries(pairs);
}

/** A map of texts; an object inside of it, such as what a login needs, is meant as its JSON text. */
function textsOf(map: unknown): unknown {
  if (typeof map !== 'object' || map === null) return map;
  return Object.fromEntries(
    Object.entries(map).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === 'object' && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value,
    ]),
  );
}

function readSwitch(text: string): unknown {
  const word = text.trim().toLowerCase();
  if (['true', '1', 'yes', 'on', ''].includes(word)) return true;
  return ['false', '0', 'no', 'off'].includes(word) ? false : text;
}

function readJson(text: string, opening: '[' | '{'): unknown {
  if (!text.trimStart().startsWith(opening)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON after all: the text itself is what the schema shall judge.
    return text;
  }
}

function unwrap(schema: z.ZodType): { readonly inner: z.core.$ZodTypeDef; readonly fallback: unknown } {
  let def: z.core.$ZodTypeDef = schema._zod.def;
  let fallback: unknown;
  for (;;) {
    if (isWrapper(def)) {
      if ('defaultValue' in def) fallback = def.defaultValue;
      def = def.innerType._zod.def;
    } else if (isPipe(def)) def = def.out._zod.def;
    else return { inner: def, fallback };
  }
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

function choicesOf(def: z.core.$ZodTypeDef): readonly string[] {
  return isEnum(def) ? Object.values(def.entries).map(String) : [];
}
