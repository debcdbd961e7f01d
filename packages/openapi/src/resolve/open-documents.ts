// Opens the local files a local document refers to; nothing is ever fetched.
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../load/json-object.ts';
import { parseText } from '../load/parse-text.ts';
import { readLocalFile } from '../load/read-source.ts';
import type { WarningLog } from './compile-warning.ts';
import { Documents, type SourceDocument } from './documents.ts';

/** A loaded and upgraded document. */
export interface OpenableDocument {
  readonly root: JsonObject;
  readonly text: string;
  readonly version: string;
  readonly url?: string;
}

/** More files than any split document has. */
const MAX_FILES = 2_000;

/** Gathers the document and, if it is a local file, the files it refers to by relative path. Files that cannot be read are left to the references that need them. */
export async function openDocuments(
  document: OpenableDocument,
  limits: { readonly maxBytes?: number },
  warnings: WarningLog,
): Promise<Documents> {
  const main: SourceDocument = {
    name: '',
    root: document.root,
    ...(document.url === undefined ? {} : { url: document.url }),
  };
  const files = new Map<string, SourceDocument>();
  if (document.url !== undefined) files.set(withoutFragment(document.url), main);
  if (document.url?.startsWith('file:') && mentionsFiles(document.text))
    await gather(main, document.url, { files, limits });
  return new Documents(main, { version: document.version, files, warnings });
}

async function gather(
  main: SourceDocument,
  mainUrl: string,
  into: { readonly files: Map<string, SourceDocument>; readonly limits: { readonly maxBytes?: number } },
): Promise<void> {
  const queue: SourceDocument[] = [main];
  for (let document = queue.shift(); document; document = queue.shift()) {
    for (const url of fileReferences(document)) {
      if (into.files.has(url) || into.files.size >= MAX_FILES) continue;
      const name = relativeName(url, mainUrl);
      const opened = await openFile(url, name, into.limits);
      if (!opened) continue;
      into.files.set(url, opened);
      queue.push(opened);
    }
  }
}

async function openFile(
  url: string,
  name: string,
  limits: { readonly maxBytes?: number },
): Promise<SourceDocument | undefined> {
  try {
    const read = await readLocalFile(fileURLToPath(url), { name, ...limits });
    return { name, url, root: (await parseText(read.text, name)).root };
  } catch {
    // Whatever is wrong with the file: the references that lead here become warnings where they stand.
    return undefined;
  }
}

/** Whether any `$ref` in the text leads out of it; spares the walk through large documents. */
function mentionsFiles(text: string): boolean {
  return /\$ref["']?\s*:\s*["']?[^"'#\s]/.test(text);
}

/** The URLs of files that a document refers to by a relative path. */
function fileReferences(document: SourceDocument): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [document.root];
  const seen = new Set<unknown>();
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const reference = '$ref' in value ? value.$ref : undefined;
    if (
      typeof reference === 'string' &&
      !reference.startsWith('#') &&
      !/^[a-z][a-z0-9+.-]+:|^\//i.test(reference) &&
      URL.canParse(reference, document.url)
    ) {
      found.add(withoutFragment(new URL(reference, document.url).href));
    }
    for (const item of Object.values(value)) open.push(item);
  }
  return found;
}

function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}

function relativeName(url: string, mainUrl: string): string {
  const folder = new URL('.', mainUrl).href;
  return decodeURIComponent(url.startsWith(folder) ? url.slice(folder.length) : url);
}
