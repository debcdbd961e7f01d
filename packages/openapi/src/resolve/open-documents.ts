// Opens what a document refers to: files beside a local document and, if that is wanted, other addresses.
import { fileURLToPath } from 'node:url';
import { DocumentError } from '../document-error.ts';
import { nameSource, type DocumentSource } from '../load/document-source.ts';
import type { JsonObject } from '../load/json-object.ts';
import { parseText } from '../load/parse-text.ts';
import { percentDecode } from '../load/percent-decode.ts';
import { DEFAULT_TIMEOUT_MS, readLocalFile, readSource, type ReadLimits } from '../load/read-source.ts';
import type { SourceText } from '../load/source-text.ts';
import { withoutUserinfo } from '../load/userinfo.ts';
import type { WarningLog } from './compile-warning.ts';
import { Documents, type SourceDocument } from './documents.ts';
import { mentionsFiles, referencedUrls, withoutFragment } from './find-references.ts';
import { mentionsOtherReferences, plainReferences } from './plain-references.ts';

/** A loaded and upgraded document. */
export interface OpenableDocument {
  readonly root: JsonObject;
  readonly text: string;
  readonly version: string;
  readonly url?: string;
  /** Where it came from; its headers are for its own origin only. */
  readonly source: DocumentSource;
}

/** How references out of the document are treated. */
export interface ReferenceLimits extends ReadLimits {
  /** Whether http and https addresses are fetched. Default false. */
  readonly externalRefs?: boolean;
}

/** More files than any split document has. */
const MAX_FILES = 2_000;
const MAX_FETCHED = 50;

/**
 * Gathers the document and what it refers to: for a local file the files named by relative paths; with `externalRefs` addresses by http and https. What cannot
 * be read is left to the references that need it. Throws the reason of `signal` if it was aborted.
 */
export async function openDocuments(
  document: OpenableDocument,
  limits: ReferenceLimits,
  warnings: WarningLog,
): Promise<Documents> {
  if (mentionsOtherReferences(document.text, document.version)) plainReferences(document.root);
  const self = ownAddress(document);
  // Beside a file, relative references still mean the files there; elsewhere the address it gives itself is the base.
  const url = document.url?.startsWith('file:') ? document.url : (self ?? document.url);
  const main: SourceDocument = {
    name: '',
    root: document.root,
    ...(url === undefined ? {} : { url }),
    ...(self === undefined ? {} : { self }),
  };
  const gathering = new Gathering(document, limits);
  for (const address of [document.url, self])
    if (address !== undefined) gathering.files.set(withoutFragment(address), main);
  const mayLead = url?.startsWith('file:') === true || limits.externalRefs === true;
  if (mayLead && mentionsFiles(document.text)) await gathering.follow(main);
  const { files, failures } = gathering;
  return new Documents(main, { version: document.version, files, failures, warnings });
}

/** The absolute http or https address in `$self`; nothing else is believed. */
function ownAddress({ root, version, url }: OpenableDocument): string | undefined {
  const self = root['$self'];
  if (typeof self !== 'string' || /^(2|3\.[01])(\.|$)/.test(version) || !URL.canParse(self, url)) return undefined;
  const address = withoutFragment(new URL(self, url).href);
  return /^https?:/.test(address) ? address : undefined;
}

class Gathering {
  readonly files = new Map<string, SourceDocument>();
  /** Why an address could not be opened. */
  readonly failures = new Map<string, string>();
  readonly #document: OpenableDocument;
  readonly #limits: ReferenceLimits;
  #fetched = 0;

  constructor(document: OpenableDocument, limits: ReferenceLimits) {
    this.#document = document;
    this.#limits = limits;
  }

  async follow(main: SourceDocument): Promise<void> {
    // All addresses together may take as long as the document itself.
    const timeoutMs = this.#limits.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const ends = performance.now() + timeoutMs;
    const queue: SourceDocument[] = [main];
    for (let document = queue.shift(); document; document = queue.shift()) {
      for (const url of referencedUrls(document, this.#limits.externalRefs === true)) {
        if (this.files.has(url) || this.failures.has(url) || this.files.size >= MAX_FILES) continue;
        const opened = await this.#open(url, Math.ceil(ends - performance.now()));
        if (opened) queue.push(opened);
      }
    }
  }

  async #open(url: string, leftMs: number): Promise<SourceDocument | undefined> {
    const name = relativeName(url, this.#document.url);
    try {
      const read = url.startsWith('file:')
        ? await readLocalFile(fileURLToPath(url), { name, ...this.#limits })
        : await this.#fetch(url, leftMs);
      this.#limits.onRead?.({ url, digest: read.digest });
      const final = withoutFragment(read.url ?? url);
      const opened = this.files.get(final) ?? {
        name,
        url: final,
        root: await parsed(read.text, name, this.#document.version),
      };
      this.files.set(url, opened);
      this.files.set(final, opened);
      return opened;
    } catch (error) {
      this.#limits.signal?.throwIfAborted();
      this.#limits.onRead?.({ url });
      // Whatever is wrong with it: the references that lead here become warnings where they stand.
      this.failures.set(url, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  async #fetch(url: string, leftMs: number): Promise<SourceText> {
    if (this.#fetched >= MAX_FETCHED) throw refused(`More than ${MAX_FETCHED} addresses are referred to.`);
    if (leftMs <= 0) throw refused('There was no time left for it.');
    this.#fetched += 1;
    const { source } = this.#document;
    const isAtHome = 'url' in source && originOf(source.url) === originOf(url);
    const headers = isAtHome ? withoutUserinfo(source.url, source.headers).headers : {};
    return await readSource({ url, headers }, { ...this.#limits, timeoutMs: leftMs });
  }
}

async function parsed(text: string, name: string, version: string): Promise<unknown> {
  const { root } = await parseText(text, name);
  if (mentionsOtherReferences(text, version)) plainReferences(root);
  return root;
}

function refused(reason: string): DocumentError {
  return new DocumentError('document_unreachable', reason);
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/** What pointers of warnings are prefixed with: the path beside the document, or the address without credentials and query. */
function relativeName(url: string, mainUrl: string | undefined): string {
  const plain = url.startsWith('file:') ? url : nameSource({ url });
  const folder = URL.canParse('.', mainUrl) ? new URL('.', mainUrl).href : undefined;
  return percentDecode(folder !== undefined && plain.startsWith(folder) ? plain.slice(folder.length) : plain);
}
