// Owns the division of a long text into pages that cost no more than a budget and together are the text.
import { fittingEnd } from '../tokens/token-bound.ts';

/** One page of a text. */
export interface TextPage {
  readonly text: string;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Where it begins in the text. */
  readonly start: number;
}

/** Where the pages of a text end, in order; at least one. All pages one after the other are the text, character by character; no page ends inside a surrogate pair. */
export function pageEnds(text: string, tokens: number): readonly number[] {
  const ends: number[] = [];
  for (let start = 0; start < text.length || ends.length === 0;) {
    start = pageEnd(text, start, tokens);
    ends.push(start);
  }
  return ends;
}

/** The page of that number, `undefined` beyond the last. */
export function pageOf(text: string, ends: readonly number[], page: number): TextPage | undefined {
  const end = ends[page - 1];
  if (end === undefined) return undefined;
  const start = ends[page - 2] ?? 0;
  return { text: text.slice(start, end), page, pages: ends.length, start };
}

/** Where the page that begins at `start` ends: after a line, unless that would leave half the page empty. */
export function pageEnd(text: string, start: number, tokens: number): number {
  const end = fittingEnd(text, tokens, start);
  if (end === text.length) return end;
  const line = text.lastIndexOf('\n', end - 1) + 1;
  if (line > start + (end - start) / 2) return line;
  // One character at least, whatever it costs, so that there is an end.
  return end > start ? end : start + (text.codePointAt(start)! > 0xffff ? 2 : 1);
}
