// Keeps texts within a budget.

/** How much of the room the whole sentences must fill, for the text to end with one of them. */
const ENOUGH = 0.6;

/** Cuts a text after a sentence or a word and ends it with `…`; never inside of a character. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const sentence = lastSentence(cut);
  if (sentence >= limit * ENOUGH) return `${cut.slice(0, sentence)}…`;
  const word = cut.search(/\s\S*$/);
  return `${(word > limit / 2 ? cut.slice(0, word) : cut.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}…`;
}

/** Where the last whole sentence ends; 0 if there is none. */
function lastSentence(text: string): number {
  let end = 0;
  for (const { index } of text.matchAll(/[.!?](?=\s)|[。！？]|\n\n/g)) end = index;
  return end === 0 ? 0 : end + (text[end] === '\n' ? 0 : 1);
}
