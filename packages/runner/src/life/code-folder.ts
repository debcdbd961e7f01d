// Owns where compiled code is kept between starts: in a folder that only this user may write to, because whoever writes there decides what runs.
import { lstatSync, mkdirSync, statSync, type Stats } from 'node:fs';

/**
 * Makes the folder for compiled code: in the folder of Node's own variable NODE_COMPILE_CACHE, else in the caches of the user. `undefined` where there is none, none that can be made, or
 * one that others may write to or change for another; and where NODE_DISABLE_COMPILE_CACHE wants none.
 */
export function codeFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env['NODE_DISABLE_COMPILE_CACHE'] !== undefined) return undefined;
  const caches = cachesOf(env);
  if (caches === undefined) return undefined;
  const folder = `${caches}/mcpm/code`;
  try {
    return isSafeParent(caches) && [`${caches}/mcpm`, folder].every(isOwnFolder) ? folder : undefined;
  } catch {
    // It cannot be made, or not be looked at: code is compiled then.
    return undefined;
  }
}

/** Whether a file or folder belongs to this user, and no other one may write to it. Where there are no such owners, the place of the caches has to be right. */
export function isOwn({ uid, mode }: Stats): boolean {
  const self = process.getuid?.();
  return self === undefined || (uid === self && (mode & 0o022) === 0);
}

function cachesOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const isAbsolute = (path: string | undefined) => path !== undefined && /^([/\\]|[a-z]:)/i.test(path);
  // The XDG specification has relative ones ignored.
  const named = [env['NODE_COMPILE_CACHE'], env['XDG_CACHE_HOME'], env['LOCALAPPDATA']].find(isAbsolute);
  return named ?? (isAbsolute(env['HOME']) ? `${env['HOME']}/.cache` : undefined);
}

/** Whether nobody else can put another folder in the place of one in it: only this user and the system's write to it, or it is one like /tmp. */
function isSafeParent(folder: string): boolean {
  make(folder);
  const { uid, mode } = statSync(folder);
  const self = process.getuid?.();
  const isOpen = (mode & 0o002) !== 0 && (mode & 0o1000) === 0;
  return self === undefined || ((uid === self || uid === 0) && !isOpen);
}

function isOwnFolder(folder: string): boolean {
  make(folder);
  // A link may have been laid by somebody else, where the folder above is open to all.
  const facts = lstatSync(folder);
  return facts.isDirectory() && isOwn(facts);
}

/** Makes one folder where there is none. Not several at once: on file systems that know no new folders, such as /proc, Node would try for ever. */
function make(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
