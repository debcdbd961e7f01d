// Finds what a document refers to outside of itself.
import type { SourceDocument } from './documents.ts';

/** Whether any `$ref` in the text may lead out of it; spares the walk through large documents. */
export function mentionsFiles(text: string): boolean {
  const value = /["']?\s*:\s*(?:["'](?!#)|[^"'#\s{[])/y;
  for (let at = text.indexOf('$ref'); at !== -1; at = text.indexOf('$ref', at + 4)) {
    value.lastIndex = at + 4;
    if (value.test(text)) return true;
  }
  return false;
}

/**
 * The absolute URLs, without fragments, in the order of the document, that a document refers to: files beside a file, named by a relative path; with `remote` also http and https addresses.
 * A document that came by network never leads to a file.
 */
export function referencedUrls(document: SourceDocument, remote: boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [document.root];
  const seen = new Set<unknown>();
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const reference = '$ref' in value ? value.$ref : undefined;
    const url = typeof reference === 'string' ? outside(reference, document.url) : undefined;
    if (url !== undefined && (url.startsWith('file:') || remote)) found.add(url);
    for (const item of Object.values(value).toReversed()) open.push(item);
  }
  return found;
}

function outside(reference: string, base: string | undefined): string | undefined {
  if (reference.startsWith('#') || !URL.canParse(reference, base)) return undefined;
  const url = withoutFragment(new URL(reference, base).href);
  if (/^https?:/.test(url)) return url;
  // Files are only those beside another file: no absolute path, no `file:` address.
  const relative = !/^[a-z][a-z0-9+.-]+:|^[/\\]/i.test(reference);
  return relative && url.startsWith('file:') ? url : undefined;
}

/** A URL up to its `#`. */
export function withoutFragment(url: string): string {
  const hash = url.indexOf('#');
  return hash === -1 ? url : url.slice(0, hash);
}
