// Owns where compiled code is kept between starts: in the cache folder of the user, because whoever may write there decides what runs.
import { mkdirSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';

/** Milliseconds after which it is written: clients that wait for their first list come first, and a process that is killed has kept it nevertheless. */
const WRITE_AFTER_MS = 1_000;

/** Takes code that is loaded from now on out of the cache. Where there is no folder, or none that can be written to, it is compiled. */
export function useCodeCache(env: Readonly<Record<string, string | undefined>>): void {
  const caches = cachesOf(env);
  const folder = `${caches}/mcpm/code`;
  // A folder of the variable NODE_COMPILE_CACHE is in use already.
  if (caches !== undefined && [caches, `${caches}/mcpm`, folder].every(isThere)) enableCompileCache(folder);
}

/** Writes what is not in the cache yet, a little later. The process does not stay for it. */
export function keepCodeLater(): void {
  setTimeout(() => flushCompileCache(), WRITE_AFTER_MS).unref();
}

function cachesOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const isAbsolute = (path: string | undefined) => path !== undefined && /^([/\\]|[a-z]:)/i.test(path);
  // The XDG specification has relative ones ignored.
  const named = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA']].find(isAbsolute);
  return named ?? (isAbsolute(env['HOME']) ? `${env['HOME']}/.cache` : undefined);
}

/** Makes one folder where there is none. Not several at once: on file systems that know no new folders, such as /proc, Node would try for ever. */
function isThere(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch (error) {
    // Whatever else it is, code is compiled then.
    return error instanceof Error && 'code' in error && error.code === 'EEXIST';
  }
}
