// Owns one answer that is read on in: its text, its pages, its JSON, and what the API has after it.
import { pageEnds, parseCut, type HttpRequest, type JsonSpan } from '@mcpm/openapi';
import type { PagedCall } from './collect-pages.ts';

/** What an answer is kept with. */
export interface KeptParts {
  /** All of it. */
  readonly text: string;
  /** Whether it may be JSON. */
  readonly json: boolean;
  /** The call it answers and the request for the page after it, if there is one. */
  readonly next?: { readonly call: PagedCall; readonly request: HttpRequest };
}

/** An answer that is kept. Pages and JSON are looked for when they are asked for. */
export class KeptAnswer {
  readonly text: string;
  readonly next: KeptParts['next'];
  readonly #json: boolean;
  #root: JsonSpan | undefined;
  #parsed = false;
  #ends: readonly number[] | undefined;

  constructor({ text, json, next }: KeptParts) {
    this.text = text;
    this.#json = json;
    this.next = next;
  }

  /** Bytes it takes in memory. */
  get bytes(): number {
    return this.text.length * (/[^\u0000-\u00ff]/.test(this.text) ? 2 : 1);
  }

  /** Its JSON value, up to where it was cut; `undefined` if it is other text. */
  get root(): JsonSpan | undefined {
    if (!this.#parsed && this.#json) this.#root = parseCut(this.text);
    this.#parsed = true;
    return this.#root;
  }

  /** Where its pages end; always for the same budget. */
  pageEnds(tokens: number): readonly number[] {
    this.#ends ??= pageEnds(this.text, tokens);
    return this.#ends;
  }
}
