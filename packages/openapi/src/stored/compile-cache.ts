// Says whether a kept document may stand for a new compile: the same options, and every text still as it was.
import { fileURLToPath } from 'node:url';
import type { CompiledDocument, DocumentText } from '../compiled-document.ts';
import { DocumentError } from '../document-error.ts';
import { readLocalFile, type ReadLimits } from '../load/read-source.ts';
import { digestOf, type SourceText } from '../load/source-text.ts';
import { readCompiled } from './read-compiled.ts';
import { STORED_FORMAT } from './stored-form.ts';
import { writeCompiled } from './write-compiled.ts';

/** Keeps bytes under keys; whether and how long is its own affair. */
export interface CompileCache {
  /** What is kept under a key (letters and digits), if anything. Never rejects. */
  read(key: string): Promise<Uint8Array | undefined>;
  /** Offers an entry; `key` and `make` are called when it is to be written. */
  offer(key: () => string, make: () => Uint8Array): void;
  /** Whether nothing is kept, so that no key has to be worked out before the document is there: what does it takes longer to load than a small document to compile. */
  readonly isEmpty?: boolean;
}

/** The key of a compile: everything that decides its outcome but the files it refers to. `settings` is plain data. */
export function cacheKey(main: SourceText, settings: unknown): string {
  return digestOf(JSON.stringify([STORED_FORMAT, main.url ?? '', main.digest, settings]));
}

/** What is kept under the key, if nothing that it was made of has changed since. */
export async function findKept(
  cache: CompileCache,
  key: string,
  limits: ReadLimits,
): Promise<CompiledDocument | undefined> {
  const bytes = await cache.read(key);
  const document = bytes && readCompiled(bytes);
  if (!document) return undefined;
  const others = await Promise.all(document.texts.slice(1).map((text) => isUnchanged(text, limits)));
  return others.every(Boolean) ? document : undefined;
}

/** Offers a document to the cache, unless it was made of more than local files can be asked about. */
export function keep(cache: CompileCache, key: () => string, document: CompiledDocument): void {
  const others = document.texts.slice(1);
  if (others.every(({ url }) => url.startsWith('file:'))) cache.offer(key, () => writeCompiled(document));
}

/** A text that could not be read then has no digest, and must still be missing. */
async function isUnchanged({ url, digest }: DocumentText, limits: ReadLimits): Promise<boolean> {
  try {
    const now = await readLocalFile(fileURLToPath(url), { name: url, ...limits });
    return now.digest === digest;
  } catch (error) {
    if (error instanceof DocumentError) return digest === '';
    throw error;
  }
}
