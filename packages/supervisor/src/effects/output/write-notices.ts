// Owns being told of writes: one watch on a directory for all files in it, since a watch for each would cost every start more than its output does.
import { watch, type FSWatcher } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Who is told of one file. */
export interface WriteListener {
  readonly onWrite: () => void;
  /** No notice will come any more. */
  readonly onBroken: () => void;
}

interface Place {
  readonly watcher: FSWatcher;
  readonly listeners: Map<string, WriteListener>;
}

/** The watches of one supervisor. */
export class WriteNotices {
  readonly #places = new Map<string, Place>();

  /** Tells of each write to a file until the function returned is called. Undefined where its directory cannot be watched. */
  listen(path: string, listener: WriteListener): (() => void) | undefined {
    const directory = dirname(path);
    const place = this.#places.get(directory) ?? this.#open(directory);
    if (!place) return undefined;
    const name = basename(path);
    place.listeners.set(name, listener);
    return () => {
      place.listeners.delete(name);
      if (place.listeners.size === 0) this.#close(directory, place);
    };
  }

  #open(directory: string): Place | undefined {
    const listeners = new Map<string, WriteListener>();
    try {
      // A `rename` is a file that came or went: nothing was written by that, and every start brings two.
      const heed = (kind: string, name: string | null): void => void (kind === 'change' && tell(listeners, name));
      const watcher = watch(directory, { persistent: false }, heed);
      const place: Place = { watcher, listeners };
      watcher.on('error', () => this.#break(directory, place));
      this.#places.set(directory, place);
      return place;
    } catch {
      // No watch is left, or not on this file system: the caller looks by itself.
      return undefined;
    }
  }

  #break(directory: string, place: Place): void {
    this.#close(directory, place);
    for (const { onBroken } of place.listeners.values()) onBroken();
  }

  #close(directory: string, place: Place): void {
    place.watcher.close();
    if (this.#places.get(directory) === place) this.#places.delete(directory);
  }
}

// Some systems do not say which file it was.
function tell(listeners: ReadonlyMap<string, WriteListener>, name: string | null): void {
  if (name === null) for (const { onWrite } of listeners.values()) onWrite();
  else listeners.get(name)?.onWrite();
}
