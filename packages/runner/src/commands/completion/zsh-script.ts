// Owns the completion script for zsh.
import type { CompletedFlag, Vocabulary } from './vocabulary.ts';

/** The script; it is sourced, or saved as `_mcpm-runner` in a folder of `fpath`. */
export function zshScript({ flags, commands }: Vocabulary): string {
  const spec = ({ flag, description, value }: CompletedFlag) => `'${flag}[${description}]${action(value)}'`;
  return `#compdef mcpm-runner
# Completion of mcpm-runner for zsh: source <(mcpm-runner completion zsh)
_mcpm_runner() {
  local -a commands flags
  commands=(
${commands.map(({ name, description }) => `    '${name}:${description}'`).join('\n')}
  )
  flags=(
${flags.map((flag) => `    ${spec(flag)}`).join('\n')}
  )
  case $words[2] in
${commands
  .map(
    ({ name, flags: own, words }) =>
      `    ${name}) _arguments $flags ${own.map(spec).join(' ')} '1:command:' '*:argument:${words.length > 0 ? `(${words.join(' ')})` : '_files'}' ;;`,
  )
  .join('\n')}
    *) _arguments $flags '1:command or document:{_describe command commands; _files}' ;;
  esac
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
compdef _mcpm_runner mcpm-runner
`;
}

function action(value: CompletedFlag['value']): string {
  if (value === 'none') return '';
  if (value === 'file') return ':file:_files';
  if (value === 'folder') return ':folder:_files -/';
  return value === 'other' ? ':value: ' : `:value:(${value.join(' ')})`;
}
