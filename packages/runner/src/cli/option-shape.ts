// Owns how an option stands on a command line: which kind of value it takes, and how text becomes that value.
import type { RunnerOption } from '@mcpm/domain';

/** What a value of an option looks like. */
export type OptionKind = 'switch' | 'number' | 'text' | 'choice' | 'list' | 'map';

/** An option with all that reading and describing it needs; plain JSON. */
export interface OptionShape extends Omit<RunnerOption, 'schema'> {
  readonly kind: OptionKind;
  /** Flags it answers to, without dashes; the first is the one shown. */
  readonly flags: readonly string[];
  /** Allowed values of a `choice`. */
  readonly choices: readonly string[];
  /** What it is when nobody says anything. */
  readonly fallback?: unknown;
  /** Somebody has to say it. */
  readonly required: boolean;
  /** JSON Schema of values that the option takes as they are; of others its own schema has to judge. */
  readonly accepts: Readonly<Record<string, unknown>>;
}

/** The text of one option as the value its schema takes; text that does not fit is handed on as it is, for the schema to refuse. */
export function readText(shape: Pick<OptionShape, 'kind'>, text: string): unknown {
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
export function textsOf(map: unknown): unknown {
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
