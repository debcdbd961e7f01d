// Says where a document comes from.

/** Where a document comes from: a URL (with headers for its server), a file, or its text with the URL that relative server URLs resolve against. */
export type DocumentSource =
  | { readonly url: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly file: string }
  | { readonly text: string; readonly baseUrl?: string };

/** Reads what a person types: `http://` and `https://` are URLs, `file://` and everything else are files. */
export function parseSource(input: string): DocumentSource {
  const text = input.trim();
  if (/^https?:\/\//i.test(text)) return { url: text };
  if (/^file:\/\//i.test(text)) return { file: decodeURIComponent(new URL(text).pathname) };
  return { file: text };
}

/** Names a source in a message; credentials and query of a URL are left out. */
export function nameSource(source: DocumentSource): string {
  if ('file' in source) return source.file;
  if ('text' in source) return 'the given text';
  if (!URL.canParse(source.url)) return source.url;
  const url = new URL(source.url);
  return `${url.origin}${url.pathname}`;
}
