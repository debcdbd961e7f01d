// Gathers headers whose names differ only by case into one.

/** Headers by name; the last value of a name wins, in its own spelling. */
export class HeaderBag {
  readonly #headers = new Map<string, readonly [string, string]>();

  /** Sets a header, in place of one of the same name in any case. */
  set(name: string, value: string): void {
    this.#headers.set(name.toLowerCase(), [name, value]);
  }

  /** The value of a header, whatever its case. */
  get(name: string): string | undefined {
    return this.#headers.get(name.toLowerCase())?.[1];
  }

  /** All headers, each under its last spelling. */
  toRecord(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#headers.values());
  }
}
