// Owns how a text that carries secrets stands in a shell command: variables where they are.
import { shellWord } from '../../terminal/shell-word.ts';
import type { SecretName } from './secret-names.ts';

/** The text as one word of a POSIX shell; secrets as `"$NAME"`. */
export function wordWithSecrets(text: string, names: readonly SecretName[]): string {
  const words = names.map(({ word }) => word);
  const parts = words.length === 0 ? [text] : text.split(new RegExp(`(${words.join('|')})`));
  const quoted = parts
    .filter((part) => part !== '')
    .map((part) => {
      const secret = names.find(({ word }) => word === part);
      return secret ? `"$${secret.variable}"` : shellWord(part);
    });
  return quoted.length === 0 ? "''" : quoted.join('');
}

/** The names whose variables stand in a command. */
export function usedNames(command: string, names: readonly SecretName[]): readonly SecretName[] {
  return names.filter(({ variable }) => command.includes(`"$${variable}"`));
}
