// Owns the completion script for PowerShell.
import type { CompletedFlag, Vocabulary } from './vocabulary.ts';

/** The script; it is run in the profile. Where it proposes nothing, PowerShell completes files by itself. */
export function powershellScript({ flags, commands }: Vocabulary): string {
  const texts = (words: readonly string[]) => `@(${words.map((word) => `'${word}'`).join(', ')})`;
  const pairs = (list: readonly CompletedFlag[]) =>
    list.map(({ flag, description }) => `    '${flag}' = '${description}'`);
  const chosen = [...flags, ...commands.flatMap(({ flags: own }) => own)].filter(
    ({ value }) => typeof value !== 'string',
  );
  return `# Completion of mcpm-runner for PowerShell: mcpm-runner completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName mcpm-runner -ScriptBlock {
  param($word, $ast, $cursor)
  $flags = [ordered]@{
${pairs(flags).join('\n')}
  }
  $values = @{
${chosen.map(({ flag, value }) => `    '${flag}' = ${texts(typeof value === 'string' ? [] : value)}`).join('\n')}
  }
  $commands = [ordered]@{
${commands.map(({ name, description }) => `    '${name}' = '${description}'`).join('\n')}
  }
  $own = @{
${commands.map(({ name, flags: extra }) => `    '${name}' = ${texts(extra.map(({ flag }) => flag))}`).join('\n')}
  }
  $words = @{
${commands.map(({ name, words }) => `    '${name}' = ${texts(words)}`).join('\n')}
  }
  $said = @($ast.CommandElements | ForEach-Object { $_.ToString() })
  $previous = if ($word -eq '') { $said[-1] } else { $said[-2] }
  $command = if ($said.Count -gt 1 -and $commands.Contains($said[1])) { $said[1] } else { '' }
  $found = if ($values.ContainsKey($previous)) { $values[$previous] }
    elseif ($word.StartsWith('-')) { @($flags.Keys) + $(if ($command) { $own[$command] }) }
    elseif ($command -and $command -ne $word) { $words[$command] }
    else { @($commands.Keys) }
  $found | Where-Object { $_ -like "$word*" } | ForEach-Object {
    $tip = if ($flags.Contains($_)) { $flags[$_] } elseif ($commands.Contains($_)) { $commands[$_] } else { $_ }
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $tip)
  }
}
`;
}
