// Owns the command line: arguments become raw option values, and everything it cannot read becomes a fault.
import type { Fault } from '@mcpm/domain';
import parse from 'yargs-parser';
import { readPairs, readText, type OptionShape } from './option-shape.ts';

/** What an argument list says, before any schema has seen it. */
export interface ReadArguments {
  /** By option name; only options that were given. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly faults: readonly Fault[];
  readonly help: boolean;
  readonly version: boolean;
}

/** Reads the arguments after the script's name. Switches also take a value (`--managed true`); the last of several wins, lists and maps add up. */
export function readArguments(argv: readonly string[], shapes: readonly OptionShape[]): ReadArguments {
  const switches = shapes.filter((shape) => shape.kind === 'switch').flatMap((shape) => shape.flags);
  const others = shapes.filter((shape) => shape.kind !== 'switch').flatMap((shape) => shape.flags);
  const { words, faults } = tieValues(argv, shapes);
  const read = parse(words, {
    boolean: ['help', 'version', ...switches],
    string: others,
    alias: { help: ['h'], version: ['v'] },
    configuration: {
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    },
  });
  const values = new Map<string, unknown>();
  for (const shape of shapes) {
    const given = shape.flags.flatMap((flag) => flatten(read[flag]));
    if (given.length === 0) continue;
    if (given.includes('') && shape.kind !== 'switch')
      faults.push({ pointer: `--${shape.flag}`, message: `needs a value: ${shape.placeholder ?? 'VALUE'}` });
    else values.set(shape.name, readGiven(shape, given));
  }
  const known = new Set(['_', '--', 'help', 'h', 'version', 'v', ...shapes.flatMap((shape) => shape.flags)]);
  for (const flag of Object.keys(read).filter((key) => !known.has(key))) faults.push(unknownFlag(flag, shapes));
  for (const word of read._)
    faults.push({ pointer: String(word), message: 'is no option; every option starts with --' });
  return { values, faults, help: read['help'] === true, version: read['version'] === true };
}

function readGiven(shape: OptionShape, given: readonly unknown[]): unknown {
  const texts = given.map(String);
  const last = given.at(-1);
  if (typeof last === 'boolean') return last;
  if (shape.kind === 'list') return texts.flatMap((text) => (text.startsWith('[') ? readText(shape, text) : [text]));
  if (shape.kind !== 'map') return readText(shape, texts.at(-1) ?? '');
  const parts = texts.map((text) => (text.trimStart().startsWith('{') ? readText(shape, text) : readPairs([text])));
  return parts.find((part) => typeof part !== 'object') ?? Object.assign({}, ...parts);
}

/**
 * Ties each value to its flag. yargs alone would take the word of `--managed true` for an argument of its own, and `-` (standard input) or a token
 * with a leading dash for another flag.
 */
function tieValues(
  argv: readonly string[],
  shapes: readonly OptionShape[],
): { readonly words: string[]; readonly faults: Fault[] } {
  const words: string[] = [];
  const faults: Fault[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    const [flag = '', ...rest] = word.split('=');
    const shape = word.startsWith('--') ? shapes.find(({ flags }) => flags.includes(flag.slice(2))) : undefined;
    const next = argv[index + 1];
    if (shape === undefined) words.push(word);
    else if (shape.kind !== 'switch') {
      const takesNext = rest.length === 0 && next !== undefined && !next.startsWith('--');
      words.push(takesNext ? `${flag}=${next}` : word);
      if (takesNext) index += 1;
    } else {
      const said =
        rest.length > 0
          ? readText(shape, rest.join('='))
          : next !== undefined && next !== ''
            ? readText(shape, next)
            : true;
      if (rest.length === 0 && next !== undefined && next !== '' && typeof said === 'boolean') index += 1;
      if (rest.length > 0 && typeof said !== 'boolean')
        faults.push({ pointer: flag, message: `${JSON.stringify(said)} does not fit: allowed are true and false` });
      words.push(said === false ? `--no-${flag.slice(2)}` : flag);
    }
  }
  return { words, faults };
}

function flatten(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function unknownFlag(flag: string, shapes: readonly OptionShape[]): Fault {
  const near = shapes
    .flatMap((shape) => shape.flags)
    .find((known) => known.startsWith(flag) || flag.startsWith(known) || sameLetters(known, flag));
  const dashes = flag.length === 1 ? '-' : '--';
  return {
    pointer: `${dashes}${flag}`,
    message: near === undefined ? 'is no option' : `is no option; did you mean --${near}?`,
  };
}

function sameLetters(left: string, right: string): boolean {
  const letters = (word: string) => word.replaceAll('-', '').split('').toSorted().join('');
  return letters(left) === letters(right);
}
