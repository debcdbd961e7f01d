// Owns `completion`: a script for a shell, made of the options and the commands there are.
import { listOptionShapes } from '../../cli/option-table.ts';
import { print } from '../../terminal/terminal.ts';
import { commandFacts } from '../../cli/command-flags.ts';
import type { CommandRun } from '../input/command-run.ts';
import { refusal } from '../input/wanted-call.ts';
import { bashScript } from './bash-script.ts';
import { vocabularyOf } from './vocabulary.ts';
import { fishScript } from './fish-script.ts';
import { powershellScript } from './powershell-script.ts';
import { zshScript } from './zsh-script.ts';

const WRITERS = { bash: bashScript, zsh: zshScript, fish: fishScript, powershell: powershellScript };

/** Prints the script for the shell that is named. Throws `usage_invalid` that names those there are. */
export async function completion({ words: [shell = ''], stdout }: CommandRun): Promise<number> {
  const writer = Object.entries(WRITERS).find(([name]) => name === shell)?.[1];
  if (writer === undefined)
    throw refusal(`completion ${shell}`.trim(), `takes the name of a shell: ${Object.keys(WRITERS).join(', ')}`);
  await print(stdout, writer(vocabularyOf(listOptionShapes(), commandFacts)));
  return 0;
}
