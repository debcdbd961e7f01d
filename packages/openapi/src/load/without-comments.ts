// Takes the comments out of JSON that people write.

/** The text with `//` and `/* *\/` comments blanked, each line where it was; strings stay as they are. */
export function withoutComments(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\[\s\S])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (piece) =>
    piece.startsWith('"') ? piece : piece.replaceAll(/[^\n]/g, ' '),
  );
}
