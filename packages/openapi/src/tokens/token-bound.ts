// Owns how much text fits a budget of tokens: an estimate that rather counts too many, so that a bound holds.
import { DIGIT, kindOf, LETTER, LOWER, MARK, SPACE, UPPER } from './character-kind.ts';

/** Characters counted as one run at most; a longer one is several. */
const LONGEST_RUN = 16;

/**
 * Where a text that starts at `from` and costs at most `tokens` ends: the length of the text if all of it fits. Never inside a surrogate pair. Words, digits in
 * threes, runs of marks and of spaces are counted as the tokenizers of current models part a text, each rounded up: mostly up to a third more than theirs, a tenth less on base64. Costs are eighths, so sums are exact. It
 * stops at the bound, so a long text costs no more than a short one.
 */
export function fittingEnd(text: string, tokens: number, from = 0): number {
  let left = tokens;
  let start = from;
  while (start < text.length) {
    const end = runEnd(text, start);
    left -= cost(text, start, end);
    if (left < 0) return wholePairs(text, from, start);
    start = end;
  }
  return text.length;
}

/** Tokens a text costs at most. */
export function tokensAtMost(text: string): number {
  let tokens = 0;
  for (let start = 0; start < text.length;) {
    const end = runEnd(text, start);
    tokens += cost(text, start, end);
    start = end;
  }
  return tokens;
}

/** Whether a text costs no more than that. */
export function fits(text: string, tokens: number): boolean {
  return fittingEnd(text, tokens) === text.length;
}

function runEnd(text: string, start: number): number {
  const last = Math.min(text.length, start + LONGEST_RUN);
  let kind = kindOf(text.charCodeAt(start));
  let end = start + 1;
  for (; end < last; end += 1) {
    const next = kindOf(text.charCodeAt(end));
    // A word may begin with one capital.
    if (next !== kind && !(kind === UPPER && next === LOWER && end === start + 1)) break;
    kind = next;
  }
  return end;
}

function cost(text: string, start: number, end: number): number {
  const length = end - start;
  switch (kindOf(text.charCodeAt(end - 1))) {
    case LOWER:
      return length <= 7 ? 1 : 1 + (length - 7) / 4;
    case UPPER:
      return 1 + (length - 1) / 2;
    case DIGIT:
      return Math.ceil(length / 3);
    case SPACE:
      // A single blank belongs to the word behind it, but not to digits.
      return length > 1 || text.charCodeAt(start) !== 32 || kindOf(text.charCodeAt(end)) === DIGIT ? 1 : 0;
    case MARK:
      // So does a single mark before a letter, unless a blank took it.
      return length === 1 && isLetter(text.charCodeAt(end)) && !(text.charCodeAt(start - 1) <= 32)
        ? 0.625
        : Math.ceil(length / 2.5);
    case LETTER:
      return length * 0.5;
    default:
      return length;
  }
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function wholePairs(text: string, from: number, end: number): number {
  const split = end > from && isHigh(text.charCodeAt(end - 1)) && end < text.length;
  return split ? end - 1 : end;
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
