// Owns the local files that calls may send: only regular files under the allowed folders, and never more than a bound.
import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LocalFile } from '@mcpm/openapi';
import { FileRefusal } from './file-refusal.ts';

/** Bytes of all files of one call. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What went wrong, by the code of the operating system. */
const FAULTS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EACCES', 'this server may not read it'],
  ['EPERM', 'this server may not read it'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['EISDIR', 'it is a folder'],
  ['ENXIO', 'it is no regular file'],
]);

/** Reads files for calls. */
export class LocalFiles {
  readonly #roots: readonly string[];
  readonly #maxBytes: number;

  /** `roots`: folders whose files may be sent; none: no file may be. `maxBytes`: of all files of one call; default 64 MiB. */
  constructor(roots: readonly string[], maxBytes = MAX_BYTES) {
    this.#roots = roots.map((root) => resolve(root));
    this.#maxBytes = maxBytes;
  }

  /** The files by the paths or `file:` URIs that name them; a relative path starts at the first allowed folder that has it. Rejects with `FileRefusal`. */
  async read(paths: readonly string[]): Promise<ReadonlyMap<string, LocalFile>> {
    const files = new Map<string, LocalFile>();
    if (paths.length === 0) return files;
    if (this.#roots.length === 0)
      throw new FileRefusal(
        `The file ${JSON.stringify(paths[0])} cannot be sent: this server sends no local files. Give the bytes as base64; or whoever runs the server can allow a folder with --file-root.`,
      );
    let room = this.#maxBytes;
    for (const path of paths) {
      const file = await this.#readOne(path, room);
      room -= file.bytes.byteLength;
      files.set(path, file);
    }
    return files;
  }

  async #readOne(path: string, room: number): Promise<LocalFile> {
    const real = await this.#locate(path);
    const bytes = await this.#bytesOf(real, room, path).catch((error: unknown) => {
      throw error instanceof FileRefusal ? error : this.#refuse(path, error);
    });
    if (bytes === undefined) throw refusal(path, `it is no regular file`);
    if (bytes.byteLength > room) throw this.#tooLarge(path);
    const filename = basename(this.#pathOf(path));
    const { default: mime } = await import('mime');
    const contentType = mime.getType(filename);
    return { bytes, filename, ...(contentType === null ? {} : { contentType }) };
  }

  /** The real path of an allowed file: links are followed before it is judged. */
  async #locate(path: string): Promise<string> {
    const given = this.#pathOf(path);
    const candidates = isAbsolute(given) ? [given] : this.#roots.map((root) => resolve(root, given));
    const roots = await Promise.all(this.#roots.map((root) => realpath(root).catch(() => root)));
    let fault: unknown;
    for (const candidate of candidates) {
      try {
        const real = await realpath(candidate);
        if (roots.some((root) => isInside(root, real))) return real;
        throw this.#outside(path);
      } catch (error) {
        // Of several places the first that has the file counts, so the others may lack it.
        fault ??= error;
      }
    }
    // What lies outside is refused whether it exists or not: nobody learns what there is.
    const lexical = candidates.some((candidate) =>
      [...roots, ...this.#roots].some((root) => isInside(root, candidate)),
    );
    throw lexical && !(fault instanceof FileRefusal) ? this.#refuse(path, fault) : this.#outside(path);
  }

  /** The bytes, one more than there is room for at most; `undefined` for what is no regular file. Opening never waits for a pipe's other end. */
  async #bytesOf(real: string, room: number, path: string): Promise<Uint8Array | undefined> {
    const handle = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    try {
      const status = await handle.stat();
      if (!status.isFile()) return undefined;
      // A folder on the way may have become a link since its real path was judged.
      const judged = (await realpath(real)) === real ? await stat(real) : undefined;
      if (judged?.ino !== status.ino || judged.dev !== status.dev) return undefined;
      if (status.size > room) throw this.#tooLarge(path);
      const bytes = Buffer.alloc(status.size + 1);
      let length = 0;
      while (length < bytes.byteLength) {
        const { bytesRead } = await handle.read(bytes, length, bytes.byteLength - length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return bytes.subarray(0, length);
    } finally {
      await handle.close();
    }
  }

  #pathOf(path: string): string {
    if (path.includes('\0')) throw refusal(path, 'its name holds a zero byte');
    if (!/^\s*file:/i.test(path)) return path;
    try {
      return fileURLToPath(path.trim());
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw refusal(path, 'it is no file URI of this machine');
    }
  }

  #tooLarge(path: string): FileRefusal {
    return refusal(path, `the files of one call may have ${Math.floor(this.#maxBytes / 1024)} KiB at most`);
  }

  #outside(path: string): FileRefusal {
    return refusal(path, `it is outside of the folders whose files may be sent: ${this.#roots.join(', ')}`);
  }

  #refuse(path: string, error: unknown): unknown {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Without a code it is a bug of ours.
    return typeof code === 'string' ? refusal(path, FAULTS.get(code) ?? `it cannot be read (${code})`) : error;
  }
}

function refusal(path: string, reason: string): FileRefusal {
  return new FileRefusal(`The file ${JSON.stringify(path)} cannot be sent: ${reason}.`);
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
