// Cleans each text of a document once: generators repeat the descriptions of parameters and fields in every operation.
import { plainText } from './plain-text.ts';

/** The plain form of the texts of one document; see {@link plainText}. */
export class PlainTexts {
  readonly #byLimit = new Map<number, Map<string, string>>();

  /** The text without noise, at most `limit` characters. */
  of(text: string, limit: number): string {
    let known = this.#byLimit.get(limit);
    if (!known) this.#byLimit.set(limit, (known = new Map()));
    let plain = known.get(text);
    if (plain === undefined) known.set(text, (plain = plainText(text, limit)));
    return plain;
  }
}
