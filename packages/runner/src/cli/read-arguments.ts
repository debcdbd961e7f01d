// Owns the command line: arguments become raw option values, and everything it cannot read becomes a fault.
import type { Fault } from '@mcpm/domain';
import parse from 'yargs-parser';
import { commandFacts, type CommandName } from './command-flags.ts';
import { readPairs, readText, type OptionShape } from './option-shape.ts';
import { tieValues, type Flag } from './tie-values.ts';

/** What an argument list says, before any schema has seen it. */
export interface ReadArguments {
  /** By option name; only options that were given. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly faults: readonly Fault[];
  readonly help: boolean;
  readonly version: boolean;
  /** The file of `--config`. */
  readonly config?: string;
  /** What is wanted instead of a server. */
  readonly command?: CommandName;
  /** The words after the name of the command. */
  readonly words: readonly string[];
  /** The flags of the command alone. */
  readonly flags: Readonly<Record<string, string | boolean>>;
}

const CONFIG: Flag = { kind: 'text', flags: ['config'] };
const NEVER_UNKNOWN: readonly string[] = ['_', '--', 'help', 'h', 'version', 'v'];

/** Reads the arguments after the script's name. Switches also take a value (`--managed true`); the last of several wins, lists and maps add up. */
export function readArguments(argv: readonly string[], shapes: readonly OptionShape[]): ReadArguments {
  const { words: tied, faults, command, help, flags } = tieValues(argv, [...shapes, CONFIG]);
  const read = parse([...tied], {
    boolean: ['help', 'version', ...flags.filter(({ kind }) => kind === 'switch').flatMap((flag) => flag.flags)],
    string: flags.filter(({ kind }) => kind !== 'switch').flatMap((flag) => flag.flags),
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
  const known = new Set([...NEVER_UNKNOWN, ...flags.flatMap((flag) => flag.flags)]);
  for (const flag of Object.keys(read).filter((key) => !known.has(key))) faults.push(unknownFlag(flag, flags));
  const words = read._.map(String);
  if (takesDocument(words, command) && !values.has('openapi')) values.set('openapi', words.shift());
  if (command === undefined) faults.push(...words.map(strayWord));
  else faults.push(...words.slice(countOfWords(command)).map((word) => wordTooMuch(word, command)));
  if (!values.has('openapi')) faults.push(...documentTooMuch(words, command));
  const config = flatten(read['config']).map(textOf).at(-1);
  if (config === '' || config === '-') faults.push({ pointer: '--config', message: 'needs the name of a file' });
  return {
    values,
    faults,
    words,
    flags: ownFlags(read, flags.slice(shapes.length + 1)),
    help: help || read['help'] === true,
    version: read['version'] === true,
    ...(command === undefined ? {} : { command }),
    ...(config === undefined ? {} : { config }),
  };
}

/** Whether the first word is the document: a file or URL, or any word of a command that takes nothing else. */
function takesDocument([first]: readonly string[], command: CommandName | undefined): boolean {
  if (first === undefined) return false;
  return command === undefined ? /[./\\]/.test(first) : commandFacts[command].words.startsWith('[FILE');
}

function ownFlags(
  read: Readonly<Record<string, unknown>>,
  flags: readonly Flag[],
): Readonly<Record<string, string | boolean>> {
  const given = flags.flatMap(({ flags: [flag = ''] }) => {
    const value = flatten(read[flag]).at(-1);
    return typeof value === 'string' || typeof value === 'boolean' ? [[flag, value] as const] : [];
  });
  return Object.fromEntries(given);
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

/** The parser says `true` of a flag whose value is missing. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function flatten(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** How many words a command itself takes. What is too much for a call is told by whoever reads its arguments, and knows what it should have been. */
function countOfWords(command: CommandName): number {
  const { words } = commandFacts[command];
  if (words.startsWith('[FILE')) return 0;
  return words.startsWith('TOOL') ? Number.POSITIVE_INFINITY : 1;
}

function wordTooMuch(word: string, command: CommandName): Fault {
  return { pointer: word, message: `is a word too much: ${command} takes ${commandFacts[command].words}` };
}

/** Commands that take a file take it as a word; a call has two words of its own. */
function documentTooMuch([, , word = '']: readonly string[], command: CommandName | undefined): readonly Fault[] {
  const isCall = command !== undefined && commandFacts[command].words.startsWith('TOOL');
  if (!isCall || !/^https?:|\.(?:ya?ml|json)$/i.test(word)) return [];
  return [{ pointer: word, message: `is a word too much: ${command} takes its document by --openapi` }];
}

function strayWord(word: string): Fault {
  const message = `is no option and no command; options start with --, commands are ${Object.keys(commandFacts).join(', ')}`;
  return { pointer: word, message };
}

function unknownFlag(flag: string, flags: readonly Flag[]): Fault {
  const near = flags
    .flatMap((known) => known.flags)
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
