// Owns what a start is for, as far as its words show at once: compiled code is kept for each kind, because it holds the functions that ran, and a server over HTTP runs others than one on stdio.

/** The kinds of starts: a server on standard input and output, one that listens, or anything else. */
export type KindOfStart = 'stdio' | 'http' | 'other';

/** The kind that these arguments and variables ask for. A wrong guess, as with a `--config` file, costs time and nothing else. */
export function kindOfStart(words: readonly string[], env: Readonly<Record<string, string | undefined>>): KindOfStart {
  const place = words.findIndex((word) => word === '--transport' || word.startsWith('--transport='));
  const named = place < 0 ? env['MCPM_TRANSPORT'] : (words[place]?.split('=')[1] ?? words[place + 1]);
  if (named !== undefined) return named === 'stdio' ? 'stdio' : 'http';
  const [first = '-'] = words;
  return /^[a-z]+$/.test(first) || words.includes('--help') || words.includes('--version') ? 'other' : 'stdio';
}
