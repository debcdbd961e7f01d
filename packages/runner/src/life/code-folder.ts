// Owns where compiled code is kept between starts: in the cache folder of the user, because whoever may write there decides what runs.
import { mkdirSync } from 'node:fs';

/** Makes the folder for compiled code in one of caches: `undefined` where there is none, or none that can be made. */
export function codeFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const caches = cachesOf(env);
  if (caches === undefined) return undefined;
  const folder = `${caches}/mcpm/code`;
  return [caches, `${caches}/mcpm`, folder].every(isThere) ? folder : undefined;
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
