// Owns the compiled documents on disk: where they are, who may read them, and how many stay.
import type { RunnerOptions } from '@mcpm/domain';
import type { CompileCache } from '@mcpm/openapi';
import type { Environment } from '../runtime/environment.ts';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { runnerBuild } from '../runtime/version.ts';

/** What stays of the entries, the ones used last first. */
const MAX_ENTRIES = 64;
const MAX_BYTES = 256 * 1024 * 1024;

/** Milliseconds after which an offered entry is written: clients that wait for their first list come first. */
const WRITE_AFTER_MS = 500;

/** What this process is: the build whose entries it may read, and where its user is at home. */
interface Surroundings {
  readonly build: string | undefined;
  /** Throws where nobody knows. */
  readonly home: () => string;
}

/** The cache the options ask for. Without a build to tell whose entries they are (the source runs as it is) only a folder that was named is used. */
export function openCache(
  { cache, cacheDir }: RunnerOptions,
  env: Environment,
  { build, home }: Surroundings = { build: runnerBuild(), home: homedir },
): DiskCache | undefined {
  if (!cache || (cacheDir === undefined && build === undefined)) return undefined;
  const folder = cacheDir ?? usualFolder(env, home);
  return folder === undefined ? undefined : new DiskCache(folder, build ?? 'source');
}

/** `undefined` where nobody is at home, as under a user id that the system does not know. */
function usualFolder(env: Environment, home: () => string): string | undefined {
  // The XDG specification has relative ones ignored, and an empty one is relative.
  const named = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA']].find((path) => path !== undefined && isAbsolute(path));
  if (named !== undefined) return join(named, 'mcpm');
  try {
    return join(home(), '.cache', 'mcpm');
  } catch {
    // No variable and no entry in the list of users.
    return undefined;
  }
}

/** Compiled documents in one folder, a file each. A folder that cannot be used is none: the document is compiled, that is all. */
export class DiskCache implements CompileCache {
  /** Where the entries are. */
  readonly folder: string;
  readonly #build: string;
  #offered: { readonly key: () => string; readonly make: () => Uint8Array } | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** `build` keeps the entries of different versions apart. */
  constructor(folder: string, build: string) {
    this.folder = folder;
    this.#build = build;
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    const { open } = await import('node:fs/promises');
    try {
      await using file = await open(this.#file(key), 'r');
      const { uid } = await file.stat();
      // What somebody else put there is not ours to serve.
      if (process.getuid !== undefined && uid !== process.getuid()) return undefined;
      const bytes = unsealed(await file.readFile());
      if (bytes === undefined) return undefined;
      const now = new Date();
      // A disk that cannot be written to cannot be pruned either, so the time of the last use does not matter there.
      await file.utimes(now, now).catch(() => undefined);
      return bytes;
    } catch {
      // Not there, or not to be read: the document is compiled then.
      return undefined;
    }
  }

  /** Whether there is no entry of this build. */
  get isEmpty(): boolean {
    try {
      return !readdirSync(this.folder).some((name) => name.startsWith(`${this.#build}-`));
    } catch {
      // Not there, or not to be read.
      return true;
    }
  }

  offer(key: () => string, make: () => Uint8Array): void {
    this.#offered = { key, make };
    if (this.#timer !== undefined) this.writeLater();
  }

  /** Writes what was offered a little later, now and from now on. The process does not stay for it. */
  writeLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.write(), WRITE_AFTER_MS).unref();
  }

  /** Writes what was offered. Resolves also when it cannot be written. */
  async write(): Promise<void> {
    const { mkdir, rename, rm, writeFile } = await import('node:fs/promises');
    const offered = this.#offered;
    if (offered === undefined) return;
    this.#offered = undefined;
    const file = this.#file(offered.key());
    const draft = `${file}.${process.pid}.part`;
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFile(draft, sealed(offered.make()), { mode: 0o600 });
      await rename(draft, file);
      await this.#prune();
    } catch {
      // A full or read-only disk costs speed, nothing else; a half-written draft must not stay.
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  #file(key: string): string {
    return join(this.folder, `${this.#build}-${key}.mcpm`);
  }

  async #prune(): Promise<void> {
    const { readdir, rm, stat } = await import('node:fs/promises');
    const names = (await readdir(this.folder)).filter((name) => /^[\w-]+\.mcpm(\.\d+\.part)?$/.test(name));
    const files = await Promise.all(
      names.map(async (name) => {
        const { mtimeMs, size } = await stat(join(this.folder, name));
        return { name, mtimeMs, size };
      }),
    );
    let bytes = 0;
    for (const [place, { name, size }] of files.toSorted((left, right) => right.mtimeMs - left.mtimeMs).entries()) {
      bytes += size;
      if (place >= MAX_ENTRIES || bytes > MAX_BYTES) await rm(join(this.folder, name), { force: true });
    }
  }
}

/** Bytes of the hash at the end of an entry. */
const SEAL = 32;

/** A disk that lost its power, or two writers of one draft, may leave anything of the right length. */
function sealed(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, seal(bytes)]);
}

/** What was sealed; `undefined` if it is not that any more. */
function unsealed(entry: Buffer): Buffer | undefined {
  if (entry.byteLength < SEAL) return undefined;
  const bytes = entry.subarray(0, -SEAL);
  return seal(bytes).equals(entry.subarray(-SEAL)) ? bytes : undefined;
}

function seal(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
