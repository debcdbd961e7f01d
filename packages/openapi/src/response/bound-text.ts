// Owns the text of an answer within its budget of tokens, and what is said where it is not whole.
import { boundJson } from './json/bound-json.ts';
import { parseCut } from './json/mend-cut.ts';
import { pageEnd } from './text-pages.ts';
import { fits } from '../tokens/token-bound.ts';

/** How much of an answer is given. */
export interface AnswerBound {
  /** Tokens the text of a result may cost, with what is said of it; 0: no bound. */
  readonly tokens: number;
  /** The tool that reads on, and the handle of this answer for it. Without it only what is missing is said. */
  readonly readOn?: ReadOn;
}

/** What reads on in an answer. */
export interface ReadOn {
  readonly tool: string;
  readonly answer: string;
}

/** As much of a text as its budget allows. */
export interface BoundText {
  readonly text: string;
  /** Set where it is not whole: what is missing, and how to read it. */
  readonly note?: string;
}

/** Tokens kept free for what is said beside an answer, and the least for the answer itself. */
const FOR_NOTES = 160;
const LEAST = 100;

/** Tokens of a budget that the text itself may cost; of a budget of 0, which is none, without end. */
export function roomForText(tokens: number): number {
  return tokens === 0 ? Number.POSITIVE_INFINITY : Math.max(tokens - FOR_NOTES, Math.floor(tokens / 2), LEAST);
}

/**
 * The text itself if it fits. Else JSON becomes a shorter JSON that keeps its structure (`boundJson`), and other text its first page. Where only blanks between values had to
 * go, it is whole. `json`: the text may be JSON, or its beginning.
 */
export function boundText(text: string, json: boolean, { tokens, readOn }: AnswerBound): BoundText {
  const room = roomForText(tokens);
  if (tokens === 0 || fits(text, room)) return { text };
  const root = json ? parseCut(text) : undefined;
  if (root !== undefined) {
    const view = boundJson(root, room);
    return view.firstCut === undefined
      ? { text: view.text }
      : { text: view.text, note: jsonNote(text, view.firstCut, readOn) };
  }
  const end = pageEnd(text, 0, room);
  const rest =
    readOn === undefined
      ? ''
      : ` ${readOn.tool} ${JSON.stringify({ answer: readOn.answer, page: 2 })} reads on; "filter" finds lines.`;
  return { text: text.slice(0, end), note: `The first ${count(end)} of ${count(text.length)} characters.${rest}` };
}

function jsonNote(text: string, firstCut: string, readOn: ReadOn | undefined): string {
  const place = firstCut === '' || firstCut.length > 120 ? '' : `, first at ${firstCut}`;
  const said = `Shortened: "…" marks what is left out${place}. It has ${count(text.length)} characters.`;
  if (readOn === undefined) return said;
  // The same path would give the same again.
  if (place === '') {
    const page = JSON.stringify({ answer: readOn.answer, page: 1 });
    return `${said} ${readOn.tool} ${page} gives the text as it came, page by page; instead of "page", "path":"/…" gives a part and "filter":"words" finds elements.`;
  }
  const part = JSON.stringify({ answer: readOn.answer, path: firstCut });
  return `${said} ${readOn.tool} ${part} reads a part. Instead of "path", "filter":"words" or "filter":"field=value" finds elements, and "page":1 gives the text as it came.`;
}

function count(characters: number): string {
  return characters.toLocaleString('en');
}
