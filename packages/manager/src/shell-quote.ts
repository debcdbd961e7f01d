// Owns how one argument is written for a shell so that it arrives unchanged.

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** For bash and every POSIX shell: single quotes. */
export function quoteForBash(argument: string): string {
  return PLAIN.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}

/** For PowerShell: single quotes, doubled inside. */
export function quoteForPowerShell(argument: string): string {
  return PLAIN.test(argument) && !argument.startsWith('@') && !argument.includes(',')
    ? argument
    : `'${argument.replaceAll("'", "''")}'`;
}

/** For cmd.exe: double quotes, with quotes and trailing backslashes escaped as the C runtime reads them, and % doubled. */
export function quoteForCmd(argument: string): string {
  if (/^[A-Za-z0-9_@+=:./\\-]+$/.test(argument)) return argument;
  const escaped = argument.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/(\\+)$/, '$1$1');
  return `"${escaped.replaceAll('%', '%%')}"`;
}
