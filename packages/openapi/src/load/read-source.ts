// Brings the text of a document into memory, within bounds.
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DocumentError } from '../document-error.ts';
import { decodeText } from './decode-text.ts';
import { nameSource, type DocumentSource } from './document-source.ts';
import { fetchBytes } from './fetch-bytes.ts';
import { tooLarge } from './size-limit.ts';

/** Bounds of reading; see `CompileOptions` for the defaults. */
export interface ReadLimits {
  readonly fetch?: typeof fetch;
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** The text of a document and the absolute URL it stands at, if it stands anywhere. */
export interface SourceText {
  readonly text: string;
  /** What messages call it. */
  readonly name: string;
  /** Base of relative references and relative server URLs. */
  readonly url?: string;
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
    return {
      text: source.text.replace(/^\uFEFF/, ''),
      name,
      ...(source.baseUrl === undefined ? {} : { url: source.baseUrl }),
    };
  }
  if ('file' in source) return readLocalFile(resolve(source.file), { name, maxBytes });
  const answer = await fetchBytes(source.url, {
    name,
    headers: source.headers ?? {},
    fetch: limits.fetch ?? fetch,
    maxBytes,
    timeoutMs: limits.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    ...(limits.signal ? { signal: limits.signal } : {}),
  });
  return { text: decodeText(answer.bytes), name, url: answer.url };
}

/** Reads one file of at most `maxBytes`. Throws `DocumentError` `document_unreachable` or `document_too_large`. */
export async function readLocalFile(
  file: string,
  limits: { readonly name: string; readonly maxBytes?: number },
): Promise<SourceText> {
  const { name, maxBytes = DEFAULT_MAX_BYTES } = limits;
  let bytes: Uint8Array;
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw tooLarge(name, maxBytes);
    bytes = await readFile(file);
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    throw unreadable(name, error);
  }
  if (bytes.byteLength > maxBytes) throw tooLarge(name, maxBytes);
  return { text: decodeText(bytes), name, url: pathToFileURL(file).href };
}

function unreadable(name: string, cause: unknown): DocumentError {
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
    next: 'Check the path and the permissions of the file.',
    cause,
  });
}
