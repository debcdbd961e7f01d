// Owns what brings a newer document: changes that are watched for, and further attempts while there is none.
import { McpmError, type RunnerOptions } from '@mcpm/domain';
import type { DocumentText } from '@mcpm/openapi';
import type { Logger } from '../log/logger.ts';
import type { Clock } from '../runtime/clock.ts';
import { DocumentRetry } from './retry-document.ts';
import type { WatchOptions } from './watch-options.ts';
import type { SourceWatch } from './watch-source.ts';

/** What a document is kept up to date by. */
export interface UpkeepParts {
  readonly options: Pick<RunnerOptions, 'watch' | 'openapi' | 'overlays' | 'documentHeaders'>;
  readonly log: Logger;
  readonly clock: Clock;
  /** Asks for documents. */
  readonly fetch: WatchOptions['fetch'];
  /** Compiles again. */
  readonly reload: () => void;
}

/** The upkeep of one document. */
export class DocumentUpkeep {
  readonly #parts: UpkeepParts;
  #watch: SourceWatch | undefined;
  #retry: DocumentRetry | undefined;
  #stopped = false;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  /** Watches the document from now on, with `--watch`. */
  async begin(): Promise<void> {
    const { options, log, fetch, reload } = this.#parts;
    if (!options.watch) return;
    const { watchSource } = await import('./watch-source.ts');
    const watchOptions = { onChange: reload, log, headers: options.documentHeaders, fetch };
    this.#watch = await watchSource(options.openapi, watchOptions, options.overlays);
    if (this.#stopped) this.#watch.stop();
  }

  /** There is a document, made of these texts. */
  arrived(texts: readonly DocumentText[]): void {
    this.#retry?.stop();
    // Clients have their list by now: the digest is worked out, and the bytes it is of are let go.
    void texts[0]?.digest;
    if (!this.#stopped) this.#watch?.follow(texts);
  }

  /** There is none, for this reason. What could not be reached is tried again by itself; what could not be used waits for a change. */
  missing(failure: unknown): void {
    if (this.#stopped || !(failure instanceof McpmError) || failure.code !== 'document_unreachable') return;
    this.#retry ??= new DocumentRetry(this.#parts.reload, this.#parts.clock);
    this.#retry.failed();
  }

  /** Nobody wants a newer one any more. */
  stop(): void {
    this.#stopped = true;
    this.#watch?.stop();
    this.#retry?.stop();
  }
}
