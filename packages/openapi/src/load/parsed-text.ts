// What parsing a document gives, whatever it was written in.

/** A parsed text; `locate` finds the 1-based lines of pointers (or of the nearest place above them). */
export interface ParsedText {
  readonly root: unknown;
  readonly locate: (pointers: readonly string[]) => ReadonlyMap<string, number>;
  /** Places the parser forgave; `code` is `duplicate_key` unless it says something else. */
  readonly flaws: readonly { readonly code?: string; readonly pointer: string; readonly message: string }[];
}
