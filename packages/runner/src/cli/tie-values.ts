// Owns which words of a command line belong together: each value to its flag, and the name of a command to nothing.
import type { Fault } from '@mcpm/domain';
import { commandFacts, isCommandName, type CommandName } from './command-flags.ts';
import { readText, type OptionShape } from './option-shape.ts';

/** A flag, as far as reading it needs. */
export type Flag = Pick<OptionShape, 'kind' | 'flags'>;

/** The words with values tied to their flags. */
export interface TiedWords {
  readonly words: readonly string[];
  readonly faults: Fault[];
  readonly command?: CommandName;
  /** The word `help` stood where a command does. */
  readonly help: boolean;
  /** Every flag that is known here: those given, and those of the command. */
  readonly flags: readonly Flag[];
}

/**
 * Ties each value to its flag. The parser alone would take the word of `--managed true` for an argument of its own, and `-` (standard input) or a token
 * with a leading dash for another flag.
 */
export function tieValues(argv: readonly string[], options: readonly Flag[]): TiedWords {
  const words: string[] = [];
  const faults: Fault[] = [];
  let flags = options;
  let command: CommandName | undefined;
  let help = false;
  let isFirst = true;
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--') {
      words.push(...argv.slice(index));
      break;
    }
    const [name = '', ...rest] = word.split('=');
    const flag = word.startsWith('--') ? flags.find((known) => known.flags.includes(name.slice(2))) : undefined;
    const next = argv[index + 1];
    if (flag === undefined) {
      const isWord = isFirst && !word.startsWith('-');
      if (isWord && word === 'help') help = true;
      else if (isWord && isCommandName(word)) {
        command = word;
        flags = [...options, ...flagsOf(word)];
      } else words.push(word);
      // After `help` comes the name of what it is wanted for.
      if (isWord && word !== 'help') isFirst = false;
    } else if (flag.kind === 'switch') {
      const said = rest.length > 0 ? readText(flag, rest.join('=')) : next ? readText(flag, next) : true;
      if (rest.length === 0 && next && typeof said === 'boolean') index += 1;
      if (rest.length > 0 && typeof said !== 'boolean')
        faults.push({ pointer: name, message: `${JSON.stringify(said)} does not fit: allowed are true and false` });
      words.push(said === false ? `--no-${name.slice(2)}` : name);
    } else {
      const takesNext = rest.length === 0 && next !== undefined && !next.startsWith('--');
      words.push(takesNext ? `${name}=${next}` : word);
      if (takesNext) index += 1;
    }
  }
  return { words, faults, help, flags, ...(command === undefined ? {} : { command }) };
}

function flagsOf(command: CommandName): readonly Flag[] {
  return Object.entries(commandFacts[command].flags).map(([flag, { kind }]) => ({ kind, flags: [flag] }));
}
