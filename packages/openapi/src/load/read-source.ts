// Brings the text of a document into memory, within bounds.
import { readFile, stat } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { DocumentError } from '../document-error.ts';
import { nameSource, type DocumentSource } from './document-source.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { refuseBinary } from './refuse-binary.ts';
import { tooLarge } from './size-limit.ts';
import { digestOf, EncodedText, type SourceText } from './source-text.ts';
import { withoutUserinfo } from './userinfo.ts';

/** Bounds of reading; see `CompileOptions` for the defaults. */
export interface ReadLimits {
  readonly fetch?: typeof fetch;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Told of every further text that belongs to the document: overlays and what it refers to; `digest` is absent if it could not be read. */
  readonly onRead?: (read: { readonly url: string; readonly digest?: string }) => void;
}

const DEFAULT_MAX_BYTES = 64 * 1024 * 1024;
/** Longest wait for a document by URL, in milliseconds. */
export const DEFAULT_TIMEOUT_MS = 30_000;

/** Reads a source. Throws `DocumentError` `document_unreachable` or `document_too_large`. */
export async function readSource(source: DocumentSource, limits: ReadLimits): Promise<SourceText> {
  const maxBytes = limits.maxBytes ?? DEFAULT_MAX_BYTES;
  const name = nameSource(source);
  if ('text' in source) {
    if (Buffer.byteLength(source.text) > maxBytes) throw tooLarge(name, maxBytes);
    const text = source.text.replace(/^\uFEFF/, '');
    return {
      text,
      digest: digestOf(text),
      name,
      ...(source.baseUrl === undefined ? {} : { url: source.baseUrl }),
    };
  }
  if ('file' in source) return readLocalFile(resolve(source.file), { name, maxBytes });
  const { url, headers } = withoutUserinfo(source.url, source.headers);
  const answer = await fetchBytes(url, {
    name,
    headers,
    fetch: limits.fetch ?? fetch,
    maxBytes,
    timeoutMs: limits.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    ...(limits.signal ? { signal: limits.signal } : {}),
  });
  refuseBinary(answer.bytes, name);
  return new EncodedText(answer.bytes, { name, url: answer.url });
}

/** Reads one file of at most `maxBytes`. Throws `DocumentError` `document_unreachable` or `document_too_large`. */
export async function readLocalFile(
  file: string,
  limits: { readonly name: string; readonly maxBytes?: number },
): Promise<SourceText> {
  const { name, maxBytes = DEFAULT_MAX_BYTES } = limits;
  let bytes: Uint8Array;
  try {
    // Not by `node:fs/promises`, which takes longer to load than a small document to read.
    const { size } = await promisify(stat)(file);
    if (size > maxBytes) throw tooLarge(name, maxBytes);
    bytes = await promisify(readFile)(file);
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    throw unreadable(name, error, await documentsIn(file));
  }
  if (bytes.byteLength > maxBytes) throw tooLarge(name, maxBytes);
  refuseBinary(bytes, name);
  return new EncodedText(bytes, { name, url: pathToFileURL(file).href });
}

function unreadable(name: string, cause: unknown, inside: readonly string[]): DocumentError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const reason =
    code === 'ENOENT'
      ? 'does not exist'
      : code === 'EISDIR'
        ? 'is a folder, not a file'
        : code === 'EACCES'
          ? 'may not be read'
          : `cannot be read (${String(code ?? cause)})`;
  return new DocumentError('document_unreachable', `The file ${name} ${reason}.`, {
    next:
      code === 'EISDIR'
        ? `Name the document inside it${inside.length === 0 ? '' : `: ${inside.slice(0, 5).join(', ')}`}.`
        : 'Check the path and the permissions of the file.',
    cause,
  });
}

/** What may be a document in a folder; nothing if it is none. */
async function documentsIn(folder: string): Promise<readonly string[]> {
  try {
    const { readdir } = await import('node:fs/promises');
    return (await readdir(folder)).filter((file) => /\.(json|ya?ml)$/i.test(file)).toSorted();
  } catch {
    // It is no folder, or may not be listed: there is nothing to propose.
    return [];
  }
}
