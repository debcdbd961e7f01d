// Owns the completion script for bash.
import type { CompletedFlag, Vocabulary } from './vocabulary.ts';

/** The script; it is sourced. It also works without the package bash-completion. */
export function bashScript({ flags, commands }: Vocabulary): string {
  const all = [...flags, ...commands.flatMap(({ flags: own }) => own)];
  const values = all.flatMap(({ flag, value }) => {
    if (value === 'none' || value === 'other') return [];
    return [`    ${flag}) ${reply(value)}; return ;;`];
  });
  const silent = all.filter(({ value }) => value === 'other').map(({ flag }) => flag);
  const words = commands.map(
    ({ name, words: own, flags: extra }) =>
      `    ${name}) words='${own.join(' ')}'; flags="$flags ${extra.map(({ flag }) => flag).join(' ')}" ;;`,
  );
  return `# Completion of mcpm-runner for bash: source <(mcpm-runner completion bash)
_mcpm_runner() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local command='' words='' flags='${flags.map(({ flag }) => flag).join(' ')}'
  COMPREPLY=()
  case $previous in
${[...new Set(values)].join('\n')}
    ${silent.join('|')}) return ;;
  esac
  case \${COMP_WORDS[1]} in
    ${commands.map(({ name }) => name).join('|')}) command=\${COMP_WORDS[1]} ;;
  esac
  case $command in
${words.join('\n')}
    *) words='${commands.map(({ name }) => name).join(' ')}' ;;
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$flags" -- "$current"))
  elif [[ -n $command && -z $words ]]; then
    COMPREPLY=($(compgen -f -- "$current"))
  elif [[ -n $command || $COMP_CWORD -eq 1 ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    [[ -z $command && -n $current ]] && COMPREPLY+=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _mcpm_runner mcpm-runner
`;
}

function reply(value: Exclude<CompletedFlag['value'], 'none' | 'other'>): string {
  const option = value === 'file' ? '-f' : value === 'folder' ? '-d' : `-W '${value.join(' ')}'`;
  return `COMPREPLY=($(compgen ${option} -- "$current"))`;
}
