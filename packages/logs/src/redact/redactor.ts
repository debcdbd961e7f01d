// Owns the one redaction at the door: no line passes it with a known secret, or with something of a secret's shape, in it.
import { cutPoint } from '../line/cut-point.ts';
import { secretForms } from './secret-forms.ts';
import { secretSpans, type Span } from './secret-shapes.ts';

/** What stands in a line where a secret stood. */
const REDACTED = '[redacted]';

/** A text that is safe to keep. */
export interface SafeText {
  readonly text: string;
  /** Bytes (UTF-8) of the original that were cut off. */
  readonly bytesCut: number;
}

/** Knows the secrets and hides them. */
export class Redactor {
  readonly #forms = new Set<string>();

  /** Hides these values from now on; a value under 6 characters is ignored. */
  add(values: readonly string[]): void {
    for (const value of values) for (const form of secretForms(value)) this.#forms.add(form);
  }

  /** The text without secrets, cut at `limit` characters of the original; a secret that lies across the cut is hidden whole. */
  redact(text: string, limit: number = text.length): SafeText {
    const cut = cutPoint(text, limit);
    let safe = '';
    let from = 0;
    for (const [start, end] of joined(this.#spans(text))) {
      if (start >= cut) break;
      safe += text.slice(from, start) + REDACTED;
      from = end;
    }
    return { text: safe + text.slice(from, Math.max(from, cut)), bytesCut: Buffer.byteLength(text.slice(cut)) };
  }

  #spans(text: string): Span[] {
    const spans = secretSpans(text);
    for (const form of this.#forms) {
      for (let at = text.indexOf(form); at !== -1; at = text.indexOf(form, at + 1)) spans.push([at, at + form.length]);
    }
    return spans;
  }
}

/** The spans in order, those that overlap or touch as one: two secrets that share characters leave none of them behind. */
function joined(spans: readonly Span[]): Span[] {
  const result: [start: number, end: number][] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}
