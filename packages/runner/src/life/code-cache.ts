// Owns keeping compiled code between starts: what Node keeps of single modules, and what the parts of the bundle keep of themselves.
import { enableCompileCache, flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { codeFolder } from './code-folder.ts';
import { keepUnits } from './units-place.ts';

/** Milliseconds after which it is written: clients that wait for their first list come first, and a process that is killed has kept it nevertheless. */
const WRITE_AFTER_MS = 1_000;

/** Takes code that is loaded from now on out of the cache. Where there is no folder, or none that can be written to, it is compiled. */
export function useCodeCache(env: Readonly<Record<string, string | undefined>>): void {
  const folder = codeFolder(env);
  // A folder of the variable NODE_COMPILE_CACHE is in use already.
  if (folder !== undefined) enableCompileCache(folder);
}

/** Writes what is not in the cache yet, a little later. The process does not stay for it. */
export function keepCodeLater(): void {
  setTimeout(() => {
    // V8 writes its flags into the code, and takes it under the same ones only: calls may have changed this one since the start (see young-space.ts).
    setFlagsFromString('--semi-space-growth-factor=1');
    keepUnits();
    flushCompileCache();
  }, WRITE_AFTER_MS).unref();
}
