// Loads a document: its text, its parsed root, its declared version.
import { DocumentError } from '../document-error.ts';
import type { DocumentSource } from './document-source.ts';
import { quote, textOf } from './json-object.ts';
import { parseText } from './parse-text.ts';
import type { ParsedText } from './parsed-text.ts';
import { readSource, type ReadLimits, type SourceText } from './read-source.ts';

/** A document as it was written. */
export interface LoadedDocument extends SourceText, ParsedText {
  readonly root: Readonly<Record<string, unknown>>;
  /** As declared, such as `2.0` or `3.1.0`. */
  readonly version: string;
}

/** Reads and parses a document and checks that it is one. Throws `DocumentError`. */
export async function loadDocument(source: DocumentSource, limits: ReadLimits): Promise<LoadedDocument> {
  const read = await readSource(source, limits);
  const parsed = await parseText(read.text, read.name);
  const root = parsed.root;
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    throw new DocumentError('document_unusable', `${read.name} is ${nameKind(root)}, not an OpenAPI document.`);
  }
  const fields = root as Readonly<Record<string, unknown>>;
  return { ...read, ...parsed, root: fields, version: declaredVersion(fields, read.name) };
}

/** The version that a document declares, as it does. Throws `DocumentError` if it declares none, or one that cannot be compiled. */
export function declaredVersion(root: Readonly<Record<string, unknown>>, name: string): string {
  const field = root['openapi'] === undefined ? 'swagger' : 'openapi';
  const declared = root[field] ?? root['swaggerVersion'];
  if (declared === undefined) {
    const keys = Object.keys(root).slice(0, 5).join(', ');
    throw new DocumentError(
      'document_unusable',
      `${name} is not an OpenAPI document: it has neither "openapi" nor "swagger" (its first keys: ${keys || 'none'}).`,
    );
  }
  const version = typeof declared === 'number' ? declared.toFixed(1) : (textOf(declared)?.trim() ?? quote(declared));
  const known = field === 'openapi' ? /^3\.\d+(\.|$)|^3$/.test(version) : /^2(\.0)?$/.test(version);
  if (known) return version;
  throw new DocumentError('document_unusable', `${name} declares version "${version}", which cannot be compiled.`, {
    next: 'Convert the document to Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2.',
    pointer: `/${field}`,
  });
}

function nameKind(root: unknown): string {
  if (root === null || root === undefined) return 'empty';
  if (Array.isArray(root)) return 'a list';
  return `a single ${typeof root}`;
}
