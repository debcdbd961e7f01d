// Owns answers that are saved as files, and serves them as resources.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';
import type { Caller } from '../call/caller.ts';
import { MOST_BYTES } from './message-bound.ts';

/** A saved answer, as resources are listed. */
export interface SavedAnswer {
  /** `mcpm://answers/<handle>`. */
  readonly uri: string;
  readonly name: string;
  readonly mimeType: string;
  /** Bytes. */
  readonly size: number;
}

/** A saved answer and its file. */
export interface SavedFile extends SavedAnswer {
  readonly path: string;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What is saved. */
export interface AnswerFile {
  /** The principal who may read it as a resource. */
  readonly owner: string;
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly mimeType: string;
}

interface OwnedFile extends SavedFile {
  readonly owner: string;
}

/** The bytes of a file, or why they are not given. */
export type ReadFile = { readonly mimeType: string; readonly bytes: Uint8Array } | { readonly problem: string };

/** Where answers are saved. */
export interface SavedAnswersParts {
  /** A folder in which they stay; without it one of our own that goes with the process. */
  readonly dir: string | undefined;
  readonly newHandle: () => string;
}

/** Files of ours that are kept, and their bytes; older ones go. Of files that stay, this many are known as resources. */
const MAX_FILES = 100;
const MAX_BYTES = 1024 ** 3;

/** Saves answers: each file is new, readable by its owner only. */
export class SavedAnswers {
  readonly #parts: SavedAnswersParts;
  /** By URI, the oldest first. */
  readonly #files = new Map<string, OwnedFile>();
  #folder: Promise<string> | undefined;

  constructor(parts: SavedAnswersParts) {
    this.#parts = parts;
  }

  /** Saves bytes. Rejects with the error of the file system. */
  async save({ bytes, name, mimeType, owner }: AnswerFile): Promise<SavedFile> {
    this.#folder ??= this.#openFolder();
    const folder = await this.#folder.catch((error: unknown) => {
      // It may work the next time.
      this.#folder = undefined;
      throw error;
    });
    const handle = this.#parts.newHandle();
    const path = await writeNew(folder, { bytes, name, handle });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { uri: `mcpm://answers/${handle}`, name, mimeType, size: bytes.byteLength, path, sha256 };
    this.#files.set(file.uri, { ...file, owner });
    await this.#makeRoom();
    return file;
  }

  /** Those that this caller can read. */
  list({ principal }: Caller): readonly SavedAnswer[] {
    const own = [...this.#files.values()].filter(({ owner }) => owner === principal);
    return own.map(({ uri, name, mimeType, size }) => ({ uri, name, mimeType, size }));
  }

  /** The bytes of a saved answer, or why they cannot be sent; `undefined` if this caller has none of that URI, or its file is gone. */
  async read(uri: string, { principal }: Caller): Promise<ReadFile | undefined> {
    const file = this.#files.get(uri);
    if (file === undefined || file.owner !== principal) return undefined;
    if (file.size > MOST_BYTES)
      return {
        problem: `${file.name} has ${file.size} bytes, more than one message holds; read the file ${file.path}`,
      };
    try {
      return { mimeType: file.mimeType, bytes: await readFile(file.path) };
    } catch {
      // Somebody took the file away; then it is no resource any more.
      this.#files.delete(uri);
      return undefined;
    }
  }

  /** Removes the folder, unless it is the user's. */
  async close(): Promise<void> {
    this.#files.clear();
    // A folder that could not be made was told to who wanted to save.
    const folder = await this.#folder?.catch(() => undefined);
    if (folder !== undefined && this.#parts.dir === undefined) await rm(folder, { recursive: true, force: true });
  }

  async #openFolder(): Promise<string> {
    const { dir } = this.#parts;
    if (dir === undefined) return mkdtemp(join(tmpdir(), 'mcpm-answers-'));
    await mkdir(dir, { recursive: true, mode: 0o700 });
    return dir;
  }

  async #makeRoom(): Promise<void> {
    let bytes = [...this.#files.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [uri, { path, size }] of this.#files) {
      if (this.#files.size <= 1 || (this.#files.size <= MAX_FILES && bytes <= MAX_BYTES)) return;
      bytes -= size;
      this.#files.delete(uri);
      if (this.#parts.dir === undefined) await rm(path, { force: true });
    }
  }
}

/** Writes under the name, or where that is taken under one with the handle in it. */
async function writeNew(
  folder: string,
  { bytes, name, handle }: Pick<AnswerFile, 'bytes' | 'name'> & { readonly handle: string },
): Promise<string> {
  const { name: stem, ext } = parse(name);
  const path = join(folder, name);
  if (await writeIfFree(path, bytes)) return path;
  const other = join(folder, `${stem}-${handle}${ext}`);
  if (await writeIfFree(other, bytes)) return other;
  throw new Error(`${other} is there already`);
}

/** Never writes over a file, and never follows a link that stands there. Whether the name was free. */
async function writeIfFree(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    await writeFile(path, bytes, { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    // Half a file is none.
    await rm(path, { force: true });
    throw error;
  }
}
