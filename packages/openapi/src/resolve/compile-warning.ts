// Collects what is wrong with a document but does not stop it from being compiled.

/** One flaw of a document: a stable code, a sentence, the RFC 6901 pointer of the place (prefixed with the file for other files) and its 1-based line if known. */
export interface CompileWarning {
  readonly code: string;
  readonly message: string;
  readonly pointer: string;
  readonly line?: number;
}

/** Receives warnings while a document is compiled; the same code at the same pointer is kept once. */
export class WarningLog {
  readonly #warnings = new Map<string, CompileWarning>();
  #noted = 0;

  /** Notes one flaw at `pointer`. */
  add(code: string, pointer: string, message: string): void {
    this.#noted += 1;
    const key = `${code} ${pointer}`;
    if (!this.#warnings.has(key)) this.#warnings.set(key, { code, message, pointer });
  }

  /** How often a flaw was noted, repeated ones included. */
  get noted(): number {
    return this.#noted;
  }

  /** All warnings in the order of their discovery. */
  list(): readonly CompileWarning[] {
    return [...this.#warnings.values()];
  }
}
