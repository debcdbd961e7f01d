// Owns where a long line is cut.

/** Longest text of a line, in UTF-16 units; the rest of a longer line is left out. */
export const LINE_LIMIT = 64 * 1024;

/** `limit`, or one less where it would tear a character apart. */
export function cutPoint(text: string, limit: number): number {
  if (text.length <= limit) return text.length;
  const before = text.charCodeAt(limit - 1);
  return before >= 0xd800 && before <= 0xdbff ? limit - 1 : limit;
}
