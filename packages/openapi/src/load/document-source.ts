// Says where a document comes from.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a document comes from: a URL (with headers for its server; `user:password@` in it is sent as Basic credentials), a file, or its text with the URL that relative server URLs resolve against. */
export type DocumentSource =
  | { readonly url: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly file: string }
  | { readonly text: string; readonly baseUrl?: string };

/**
 * Reads what a person types: `http://` and `https://` are URLs, a text that begins with `{` or has several lines and declares `openapi` or `swagger` is the document
 * itself, `file://` and everything else are files.
 */
export function parseSource(input: string): DocumentSource {
  const text = input.trim();
  if (/^https?:\/\//i.test(text)) return { url: text };
  if (isDocument(text)) return { text: input };
  return { file: /^file:\/\//i.test(text) ? pathOf(text) : text };
}

function isDocument(text: string): boolean {
  return text.startsWith('{') || (text.includes('\n') && /^["']?(openapi|swagger)["']?\s*:/m.test(text));
}

function pathOf(address: string): string {
  try {
    return fileURLToPath(address);
  } catch {
    // No address of a file: the text is the name that reading will say does not exist.
    return address;
  }
}

/** The place an input names, wherever it is read from: a URL, or an absolute path. */
export function absoluteSource(input: string): string {
  const source = parseSource(input);
  if ('file' in source) return resolve(source.file);
  return 'url' in source ? source.url : source.text;
}

/** Names a source in a message; credentials and query of a URL are left out. */
export function nameSource(source: DocumentSource): string {
  if ('file' in source) return source.file;
  if ('text' in source) return 'the given text';
  if (!URL.canParse(source.url)) return source.url;
  const url = new URL(source.url);
  return `${url.origin}${url.pathname}`;
}
