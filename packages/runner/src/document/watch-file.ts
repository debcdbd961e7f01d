// Owns noticing that a file may have changed, by its directory.
import { unwatchFile, watch, watchFile as pollFile } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { StopWatching, WatchOptions } from './watch-options.ts';

/**
 * Watches the directory of a file, because editors replace files instead of writing them. Any JSON or YAML file there counts: the document may refer to it.
 */
export function watchFile(file: string, options: WatchOptions): StopWatching {
  let timer: NodeJS.Timeout | undefined;
  const own = resolve(file);
  const noticed = (name: string | null) => {
    const counts = name === null || /\.(json|ya?ml)$/i.test(name) || resolve(dirname(own), name) === own;
    if (!counts) return;
    clearTimeout(timer);
    timer = setTimeout(options.onChange, options.settleMs ?? 100);
  };
  try {
    const watcher = watch(dirname(own), { persistent: false }, (_event, name) => noticed(name));
    watcher.on('error', (error) => options.log.warn(`${dirname(own)} can no longer be watched: ${error.message}`));
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch (error) {
    if (isForbidden(error)) return poll(own, noticed);
    options.log.warn(`${dirname(own)} cannot be watched: ${String(error)}`);
    return () => undefined;
  }
}

const POLL_MS = 1_000;

/** A process with permissions of its own may be allowed the file and not the folder it is in. */
function isForbidden(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_ACCESS_DENIED';
}

function poll(file: string, noticed: (name: string | null) => void): StopWatching {
  const listener = () => noticed(null);
  pollFile(file, { persistent: false, interval: POLL_MS }, listener);
  return () => unwatchFile(file, listener);
}
