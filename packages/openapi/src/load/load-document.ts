// Makes a document of a text: its parsed root, its declared version.
import { DocumentError } from '../document-error.ts';
import { quote, textOf } from './json-object.ts';
import { nameForeign } from './name-foreign.ts';
import { parseText } from './parse-text.ts';
import type { ParsedText } from './parsed-text.ts';
import type { SourceText } from './source-text.ts';

/** A document as it was written. */
export interface LoadedDocument extends Omit<SourceText, 'digest'>, ParsedText {
  readonly root: Readonly<Record<string, unknown>>;
  /** As declared, such as `2.0` or `3.1.0`. */
  readonly version: string;
}

/** Parses a document that was read and checks that it is one. Throws `DocumentError`. */
export async function parseDocument(read: SourceText): Promise<LoadedDocument> {
  const parsed = await parseText(read.text, read.name);
  const root = parsed.root;
  if (typeof root !== 'object' || root === null || Array.isArray(root)) {
    const foreign = nameForeign(root, read.text);
    const parts = foreign ? { next: foreign.next } : {};
    const kind = foreign?.kind ?? nameKind(root);
    throw new DocumentError('document_unusable', `${read.name} is ${kind}, not an OpenAPI document.`, parts);
  }
  const fields = root as Readonly<Record<string, unknown>>;
  const foreign = isDeclared(fields) ? undefined : nameForeign(fields, read.text);
  if (foreign)
    throw new DocumentError(
      'document_unusable',
      `${read.name} is ${foreign.kind}, not an OpenAPI document: it has neither "openapi" nor "swagger" (${firstKeys(fields)}).`,
      { next: foreign.next },
    );
  const { text, name, url } = read;
  const place = { name, ...(url === undefined ? {} : { url }) };
  return { text, ...place, ...parsed, root: fields, version: declaredVersion(fields, name) };
}

/** The version that a document declares, as it does. Throws `DocumentError` if it declares none, or one that cannot be compiled. */
export function declaredVersion(root: Readonly<Record<string, unknown>>, name: string): string {
  const field = root['openapi'] === undefined ? 'swagger' : 'openapi';
  const declared = root[field] ?? root['swaggerVersion'];
  if (declared === undefined) {
    throw new DocumentError(
      'document_unusable',
      `${name} is not an OpenAPI document: it has neither "openapi" nor "swagger" (${firstKeys(root)}).`,
    );
  }
  const version = typeof declared === 'number' ? declared.toFixed(1) : (textOf(declared)?.trim() ?? quote(declared));
  const known = field === 'openapi' ? /^3\.\d+(\.|$)|^3$/.test(version) : /^2(\.0)?$/.test(version);
  if (known) return version;
  throw new DocumentError(
    'document_unusable',
    `${name} declares version ${version.startsWith('"') ? version : `"${version}"`}, which cannot be compiled.`,
    {
      next: 'Convert the document to Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2.',
      pointer: `/${field}`,
    },
  );
}

function isDeclared(root: Readonly<Record<string, unknown>>): boolean {
  return ['openapi', 'swagger', 'swaggerVersion'].some((field) => root[field] !== undefined);
}

/** Keys that look like names; others may be what a foreign file keeps to itself, such as the lines of a list of passwords. */
function firstKeys(root: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(root).slice(0, 5);
  const shown = keys.map((key) => (/^[\w@$./-]{1,40}$/.test(key) ? key : '…'));
  return `its first keys: ${shown.join(', ') || 'none'}`;
}

function nameKind(root: unknown): string {
  if (root === null || root === undefined) return 'empty';
  if (Array.isArray(root)) return 'a list';
  return `a single ${typeof root}`;
}
