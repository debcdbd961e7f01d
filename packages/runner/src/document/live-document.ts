// Owns the document that is served: compiled at the start, compiled again on demand, the last good one kept.
import type { CompiledDocument } from '@mcpm/openapi';
import type { Compile } from './compile-for.ts';
import { lostReference } from './lost-reference.ts';

/** What a reload led to; `first` where there was no document before, `error` is why the last good document stays, or why there is still none. */
export type ReloadOutcome =
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'changed';
      readonly first: boolean;
      readonly listChanged: boolean;
      readonly document: CompiledDocument;
    }
  | { readonly kind: 'kept'; readonly error: unknown };

/** One document over time. */
export class LiveDocument {
  readonly #compile: Compile;
  readonly #onReload: (outcome: ReloadOutcome) => void;
  readonly #first = Promise.withResolvers<CompiledDocument>();
  #current: CompiledDocument | undefined;
  #problem: unknown;
  #reloading: Promise<void> | undefined;
  #again = false;

  /** @param onReload is told the outcome of every compile after the first. */
  constructor(compile: Compile, onReload: (outcome: ReloadOutcome) => void) {
    this.#compile = compile;
    this.#onReload = onReload;
    // Whoever waits is told; that nobody waits yet when the first compile fails is no error of its own.
    this.#first.promise.catch(() => undefined);
  }

  /** The document served now, if there is one already. */
  get current(): CompiledDocument | undefined {
    return this.#current;
  }

  /** Why there is no document, if none could be compiled so far. */
  get problem(): unknown {
    return this.#current === undefined ? this.#problem : undefined;
  }

  /** The current document, or the first one as soon as it is compiled; rejects while the last attempt at a first one has failed. */
  whenReady(): Promise<CompiledDocument> {
    return this.#current === undefined ? this.#first.promise : Promise.resolve(this.#current);
  }

  /** Compiles for the first time. Throws what the compile throws; a reload tries again then. */
  async start(): Promise<CompiledDocument> {
    try {
      return this.#arrived(await this.#compile());
    } catch (error) {
      this.#problem = error;
      this.#first.reject(error);
      throw error;
    }
  }

  /** Compiles again; calls that come while it does share one more compile after this one. Never rejects. */
  reload(): Promise<void> {
    this.#again = true;
    this.#reloading ??= this.#reloadAll().finally(() => {
      this.#reloading = undefined;
    });
    return this.#reloading;
  }

  async #reloadAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      this.#onReload(await this.#attempt());
    }
  }

  async #attempt(): Promise<ReloadOutcome> {
    // What is being compiled for the first time is older than what changed meanwhile.
    const before = await this.whenReady().catch(() => undefined);
    try {
      const next = await this.#compile();
      // The options of a process never change: equal texts make an equal document.
      if (before?.digest === next.digest) return { kind: 'unchanged' };
      const lost = before && lostReference(before, next);
      if (lost !== undefined) return { kind: 'kept', error: lost };
      this.#arrived(next);
      return {
        kind: 'changed',
        document: next,
        first: before === undefined,
        listChanged: before === undefined || listOf(before) !== listOf(next),
      };
    } catch (error) {
      if (before === undefined) this.#problem = error;
      return { kind: 'kept', error };
    }
  }

  #arrived(document: CompiledDocument): CompiledDocument {
    this.#current = document;
    this.#first.resolve(document);
    return document;
  }
}

/** Everything of a document that a client sees in `tools/list`. */
function listOf({ plans }: CompiledDocument): string {
  return JSON.stringify(plans.map(({ operation: _operation, request: _request, ...listed }) => listed));
}
