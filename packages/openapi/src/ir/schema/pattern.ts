// Owns which patterns JavaScript can use, and the mending of those that only escape too much.

/** Characters that documents escape and that ECMA-262's `u` flag forbids to escape, because they never mean anything else. */
const NEEDLESS: ReadonlySet<string> = new Set('_:;=@ ,"\'<>%&!~#`');

/** A pattern between the slashes of a programming language: `/^a$/i`. */
const LITERAL = /^\/(\^[\s\S]*|[\s\S]*\$)\/([a-z]*)$/;

/** Whether JavaScript compiles a pattern the way validators do (with the `u` flag). */
export function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    // Patterns of other dialects are left out: one bad pattern makes clients reject a whole list of tools.
    return false;
  }
}

/** The pattern as JavaScript can use it: as it is, or without needless escapes and the slashes around it; nothing for one of another dialect. */
export function usablePattern(pattern: string): string | undefined {
  const literal = LITERAL.exec(pattern);
  // A slash before the start or after the end matches nothing; without regard to case is a flag that schemas cannot say.
  if (literal) return literal[2]?.includes('i') ? undefined : usablePattern(literal[1] ?? '');
  if (compiles(pattern)) return pattern;
  const mended = pattern.replaceAll(/\\([\s\S])/g, (escape, character: string) => {
    // A dash must not become the sign of a range.
    if (character === '-') return String.raw`\x2d`;
    return NEEDLESS.has(character) ? character : escape;
  });
  return compiles(mended) ? mended : undefined;
}
