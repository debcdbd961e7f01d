// Cuts names, paths and sentences into words, and words to the stem their forms have in common.

/** Words that say nothing of what is looked for. */
const EMPTY: ReadonlySet<string> = new Set(
  (
    'a about an and any api are as at be been being by can could do does for from get got had has have he her his how i if in into is it its ' +
    'let many me much my of on onto or our own please she should so some such than that the their them then there these they this those to ' +
    'anybody anyone anything everybody everyone everything somebody someone something ' +
    'us use using want was we were what when where whether which who whom whose why will with within would you your'
  ).split(' '),
);

/** Longest text that is cut; what follows adds bytes and no sense. */
const MAX_TEXT = 600;

/**
 * The words of a text in lower case, in their order: `createPullRequest`, `create_pull_request` and `/create/{pull-request}` are three words each.
 * Markup and accents are dropped; letters of other scripts stay together.
 */
export function cutWords(text: string): readonly string[] {
  const plain = text
    .slice(0, MAX_TEXT)
    .replaceAll(/<[^>]*>|\]\([^)]*\)/g, ' ')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’]s?\b/g, '');
  const parts = plain.replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2').replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  return parts.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether a word says nothing of what is looked for. */
export function isEmptyWord(word: string): boolean {
  return EMPTY.has(word);
}

/**
 * What the forms of an English word have in common: `repository` and `repositories`, `merge`, `merges`, `merged` and `merging`. It need not be a word; two
 * words that sound alike may share one.
 */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word === 'ids' ? 'id' : word;
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(ss|x|ch|sh|z)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  const base = singular.replace(/^(.*[aeiouy].*?)(?:ed|ing)$/, (whole, root: string) =>
    root.length < 3 ? whole : root,
  );
  return base.length < 4
    ? base
    : base
        .replace(/e$/, '')
        .replace(/y$/, 'i')
        .replace(/([^aeiou])\1$/, '$1');
}
