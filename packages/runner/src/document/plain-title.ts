// Owns the title of a document as one harmless line.

const MAX_LENGTH = 200;

/** The title in one line of at most 200 characters (or `limit`), without control characters and those that nobody sees: whoever wrote the document is not whoever reads it. */
export function plainTitle(title: string, limit = MAX_LENGTH): string {
  return title
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, limit);
}
