// A text that was read: decoded when somebody wants it, known by the digest of its bytes.
import { createHash } from 'node:crypto';
import { decodeText } from './decode-text.ts';

/** The text of a document and the absolute URL it stands at, if it stands anywhere. */
export interface SourceText {
  readonly text: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  /** What messages call it. */
  readonly name: string;
  /** Base of relative references and relative server URLs. */
  readonly url?: string;
}

/** What bytes are called, and where they stand. */
export type SourcePlace = Pick<SourceText, 'name' | 'url'>;

/** The text of bytes. A document that was compiled before is known by its digest, and not decoded again. */
export class EncodedText implements SourceText {
  readonly name: string;
  readonly url?: string;
  readonly #bytes: Uint8Array;
  #text: string | undefined;
  #digest: string | undefined;

  constructor(bytes: Uint8Array, { name, url }: SourcePlace) {
    this.#bytes = bytes;
    this.name = name;
    if (url !== undefined) this.url = url;
  }

  get text(): string {
    return (this.#text ??= decodeText(this.#bytes));
  }

  get digest(): string {
    return (this.#digest ??= digestOf(this.#bytes));
  }
}

/** SHA-256, hexadecimal; of a text that of its UTF-8. */
export function digestOf(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
