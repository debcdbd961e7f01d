// Owns letting go of compiled code that nobody uses any more: that of older builds, of other versions of Node, and drafts of processes that were killed.
import { lstatSync, readdirSync, rmSync } from 'node:fs';

/** Milliseconds after which it goes. What is still in use then is compiled and kept once more. */
const OLD_MS = 30 * 86_400_000;

/** Removes what was written into a folder of compiled code more than 30 days before `now` (milliseconds since the epoch). */
export function forgetOldCode(folder: string, now: number): void {
  try {
    for (const name of readdirSync(folder)) {
      const path = `${folder}/${name}`;
      if (now - lstatSync(path).mtimeMs > OLD_MS) rmSync(path, { recursive: true, force: true });
    }
  } catch {
    // Somebody else was quicker, or it may not be removed: it only takes room.
  }
}
