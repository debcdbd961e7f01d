// Owns how a document, its parts and its operations are addressed as resources.
import { percentDecode, type CompiledDocument, type DocumentText } from '@mcpm/openapi';
import type { ListedTemplate } from './resource.ts';

/**
 * The address of the document. It names neither a file nor a host: so it is the same in every process and after every reload, gives away no path and no
 * credential, and what the document refers to relative to itself resolves to the addresses of its parts (RFC 3986, section 5.2).
 */
export const DOCUMENT_URI = 'openapi://document';

const OPERATIONS = 'openapi://operations/';

/** The pattern of the addresses of operations. */
export const OPERATION_TEMPLATE: ListedTemplate = {
  uriTemplate: `${OPERATIONS}{operation}`,
  name: 'Operation',
  description: 'One operation by the name of its tool: method, path, parameters, body, security, schemas.',
  mimeType: 'application/json',
};

/** A further text that a document was made of: what it refers to, an overlay. */
export interface DocumentPart {
  readonly uri: string;
  /** The name of its file. */
  readonly name: string;
  /** Where it was read. */
  readonly url: string;
}

/** The further texts, in the order they were read. Of their addresses only what stands below the document's own folder is told. */
export function partsOf(texts: readonly DocumentText[]): readonly DocumentPart[] {
  const [main, ...others] = texts;
  const base = plainUrl(main?.url ?? '');
  const folder = base.slice(0, base.lastIndexOf('/') + 1);
  const parts = new Map<string, DocumentPart>();
  const seen = new Set([main?.url]);
  for (const { url, digest } of others) {
    if (url === '' || digest === '' || seen.has(url)) continue;
    seen.add(url);
    const plain = plainUrl(url);
    const name = plain.slice(plain.lastIndexOf('/') + 1);
    const path = folder !== '' && plain.startsWith(folder) ? plain.slice(folder.length) : name;
    const uri = freeUri(`${DOCUMENT_URI}/${path}`, parts);
    parts.set(uri, { uri, name: percentDecode(name), url });
  }
  return [...parts.values()];
}

/** The name in the address of an operation; `undefined` if it is the address of something else. */
export function operationOf(uri: string): string | undefined {
  return uri.startsWith(OPERATIONS) ? percentDecode(uri.slice(OPERATIONS.length)) : undefined;
}

/** Every address whose content a new reading of the document may have changed. */
export function documentUris({ texts, names }: Pick<CompiledDocument, 'texts' | 'names'>): ReadonlySet<string> {
  return new Set([
    DOCUMENT_URI,
    ...partsOf(texts).map(({ uri }) => uri),
    ...names.map((name) => `${OPERATIONS}${encodeURIComponent(name)}`),
  ]);
}

/** Without credentials, query and fragment. */
function plainUrl(address: string): string {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  return `${url.protocol}//${url.host}${url.pathname}`;
}

function freeUri(uri: string, taken: ReadonlyMap<string, unknown>): string {
  let free = uri;
  for (let number = 2; taken.has(free); number += 1) free = `${uri}~${number}`;
  return free;
}
