// Owns directories of tests: a fresh one under the system's temporary directory, removed when its scope ends.
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory of one test; `await using home = temporaryHome()` removes it at the end of the block. */
export interface TemporaryHome extends AsyncDisposable {
  /** Absolute path. */
  readonly path: string;
  /** Removes it with all it holds; may be called twice. */
  remove(): Promise<void>;
}

/** Makes an empty directory nobody else uses, readable by its owner only. */
export function temporaryHome(): TemporaryHome {
  const path = mkdtempSync(join(tmpdir(), 'mcpm-test-'));
  // A child that is just leaving may still write a file while the directory is walked.
  const remove = () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  return { path, remove, [Symbol.asyncDispose]: remove };
}
