// Owns what there is to complete, in the same form for every shell.
import type { OptionShape } from '../../cli/option-shape.ts';
import type { CommandFacts } from '../../cli/command-flags.ts';

/** One flag. */
export interface CompletedFlag {
  /** With dashes. */
  readonly flag: string;
  readonly description: string;
  /** What follows it: nothing, one of these words, a file, a folder, or something nobody can know. */
  readonly value: 'none' | 'file' | 'folder' | 'other' | readonly string[];
}

/** One command. */
interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly CompletedFlag[];
  /** Words that may follow it; files where there are none. */
  readonly words: readonly string[];
}

/** Everything. */
export interface Vocabulary {
  readonly flags: readonly CompletedFlag[];
  readonly commands: readonly CompletedCommand[];
}

/** The vocabulary of the options and commands. */
export function vocabularyOf(
  shapes: readonly OptionShape[],
  commands: Readonly<Record<string, CommandFacts>>,
): Vocabulary {
  return {
    flags: [
      ...shapes.map((shape) => ({
        flag: `--${shape.flag}`,
        description: plain(shape.description),
        value: valueOf(shape),
      })),
      { flag: '--config', description: 'File with options', value: 'file' },
      { flag: '--help', description: 'Show help', value: 'none' },
      { flag: '--version', description: 'Show the version', value: 'none' },
    ],
    commands: Object.entries(commands).map(([name, { description, flags, words }]) => ({
      name,
      description: plain(description),
      words: /^[a-z|]+$/.test(words) ? words.split('|') : [],
      flags: Object.entries(flags).map(([flag, { kind, description: own, placeholder }]) => ({
        flag: `--${flag}`,
        description: plain(own),
        value: kind === 'switch' ? 'none' : placeholder === 'FILE' ? 'file' : 'other',
      })),
    })),
  };
}

function valueOf({ kind, choices, placeholder = '' }: OptionShape): CompletedFlag['value'] {
  if (kind === 'switch') return 'none';
  if (choices.length > 0) return choices;
  if (/\bFOLDER\b/.test(placeholder)) return 'folder';
  return /\bFILE\b/.test(placeholder) ? 'file' : 'other';
}

/** A description that no shell takes for code. */
function plain(description: string): string {
  return description.replaceAll(/['"`$\\[\]:]/g, '').replaceAll(/\s+/g, ' ');
}
