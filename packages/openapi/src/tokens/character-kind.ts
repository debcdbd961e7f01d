// Knows the kinds of characters that tokenizers keep apart.

/** Small letters of English. */
export const LOWER = 0;
/** Capital letters of English. */
export const UPPER = 1;
/** Digits. */
export const DIGIT = 2;
/** Blanks, line breaks and control characters. */
export const SPACE = 3;
/** Other characters of ASCII. */
export const MARK = 4;
/** Letters of alphabets beyond ASCII. */
export const LETTER = 5;
/** Everything else: scripts with a character for a word, symbols, emoji. */
const GLYPH = 6;

/** The kind of a UTF-16 code unit. */
export function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return LOWER;
  if (code >= 65 && code <= 90) return UPPER;
  if (code >= 48 && code <= 57) return DIGIT;
  if (code <= 32) return SPACE;
  if (code < 128) return MARK;
  return code < 0x2000 ? LETTER : GLYPH;
}
