// Owns the patience of the end-to-end tests: ask again five times a second, for at most fifteen seconds.
import { eventually } from '@mcpm/test-kit';

/** Resolves to what `assertion` gives once it passes; rejects with its last failure. */
export function soon<T>(assertion: () => T | Promise<T>): Promise<Awaited<T>> {
  return eventually(async () => assertion(), { timeoutMs: 15_000, intervalMs: 200 }) as Promise<Awaited<T>>;
}
