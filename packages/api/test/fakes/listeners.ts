// Owns the listeners of a fake service.

/** A set of listeners that can be counted. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  /** How many listen. */
  get count(): number {
    return this.#listeners.size;
  }

  readonly add = (listener: (value: T) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  tell(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}
