// Owns the completion script for fish.
import type { CompletedFlag, Vocabulary } from './vocabulary.ts';

/** The script; it is sourced, or saved as `mcpm-runner.fish` in the folder of completions. */
export function fishScript({ flags, commands }: Vocabulary): string {
  const names = commands.map(({ name }) => name).join(' ');
  return `${[
    '# Completion of mcpm-runner for fish: mcpm-runner completion fish | source',
    ...commands.map(
      ({ name, description }) =>
        `complete -c mcpm-runner -n 'not __fish_seen_subcommand_from ${names}' -a ${name} -d '${description}'`,
    ),
    ...flags.map((flag) => line(flag, '')),
    ...commands.flatMap(({ name, flags: own, words }) => [
      ...own.map((flag) => line(flag, ` -n '__fish_seen_subcommand_from ${name}'`)),
      ...(words.length === 0
        ? []
        : [`complete -c mcpm-runner -f -n '__fish_seen_subcommand_from ${name}' -a '${words.join(' ')}'`]),
    ]),
  ].join('\n')}\n`;
}

function line({ flag, description, value }: CompletedFlag, condition: string): string {
  const takes =
    value === 'none'
      ? ''
      : value === 'file'
        ? ' -r -F'
        : value === 'folder'
          ? " -x -a '(__fish_complete_directories)'"
          : value === 'other'
            ? ' -x'
            : ` -x -a '${value.join(' ')}'`;
  return `complete -c mcpm-runner${condition} -l ${flag.slice(2)}${takes} -d '${description}'`;
}
