// Owns the resources that a document is: its text, the texts it refers to, its operations one by one.
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseSource, withoutUserinfo, type CompiledDocument } from '@mcpm/openapi';
import { plainTitle } from '../document/plain-title.ts';
import { completeText } from './complete-text.ts';
import { DOCUMENT_URI, operationOf, OPERATION_TEMPLATE, partsOf } from './document-uris.ts';
import { operationPart } from './operation-part.ts';
import { mimeTypeOf, readText, sendable, type NamedUrl } from './read-text.ts';
import type { AskedCompletion, ListedResource, ResourceText } from './resource.ts';
import { suggestValues } from './suggest-values.ts';

/** Where the document came from. */
export interface DocumentOrigin {
  readonly openapi: string;
  readonly overlays: readonly string[];
  readonly documentHeaders: Readonly<Record<string, string>>;
}

/** What a shelf is made of. */
export interface DocumentShelfParts {
  readonly origin: DocumentOrigin;
  /** The document served now, if there is one. */
  readonly document: { readonly current: CompiledDocument | undefined };
  /** Asks for documents by the rules of the process. */
  readonly fetch: typeof fetch;
}

/** Where a text stands: at a URL, or in the options. */
type Place = { readonly url: string } | { readonly text: string };

const FALLBACK_NAME = 'OpenAPI document';

/** The document as resources. Its texts are read again for each reader. */
export class DocumentShelf {
  readonly #parts: DocumentShelfParts;
  readonly #reading = new Map<string, Promise<ResourceText>>();

  constructor(parts: DocumentShelfParts) {
    this.#parts = parts;
  }

  /** The texts. The document is among them also while it could not be compiled. */
  async list(): Promise<readonly ListedResource[]> {
    const { current } = this.#parts.document;
    const main = this.#main();
    const first = main && [
      {
        uri: DOCUMENT_URI,
        name: plainTitle(current?.title ?? '') || FALLBACK_NAME,
        description: 'The OpenAPI document that the tools of this server are made of.',
        ...('text' in main
          ? { mimeType: mimeTypeOf(main.text), size: Buffer.byteLength(main.text) }
          : await factsOf(main.url)),
      },
    ];
    const parts = partsOf(current?.texts ?? []);
    const others = parts.map(async ({ uri, name, url }) => ({
      uri,
      name,
      description: 'A text that the OpenAPI document is made of.',
      ...(await factsOf(url)),
    }));
    return [...(first ?? []), ...(await Promise.all(others))];
  }

  /** A text or an operation; `undefined` if there is none of that address. */
  async read(uri: string): Promise<ResourceText | undefined> {
    const { current } = this.#parts.document;
    const operation = operationOf(uri);
    if (operation !== undefined) {
      const plan = current?.find(operation);
      return plan && sendable(JSON.stringify(operationPart(plan), undefined, 1));
    }
    const part = uri === DOCUMENT_URI ? this.#main() : partsOf(current?.texts ?? []).find((text) => text.uri === uri);
    if (part === undefined) return undefined;
    return 'text' in part ? sendable(part.text) : this.#readOnce(part.url);
  }

  /**
   * What completes the argument of a template: the names of operations, or, where one is named already, the values that the document knows for its argument.
   * `undefined` if the address is none of the template.
   */
  complete({ uri, argument, value, known }: AskedCompletion): readonly string[] | undefined {
    const { current } = this.#parts.document;
    const isTemplate = uri === OPERATION_TEMPLATE.uriTemplate;
    if (isTemplate && argument === 'operation') return completeText(value, current?.names ?? []);
    const named = isTemplate ? known['operation'] : operationOf(uri);
    if (named === undefined) return isTemplate ? [] : undefined;
    const plan = current?.find(named);
    return plan === undefined ? [] : completeText(value, suggestValues(plan.inputSchema, argument));
  }

  /** Readers that come while a text is read share it. */
  #readOnce(url: string): Promise<ResourceText> {
    const known = this.#reading.get(url);
    if (known !== undefined) return known;
    const reading = readText(url, { fetch: this.#parts.fetch, named: this.#named() });
    this.#reading.set(url, reading);
    void reading.finally(() => this.#reading.delete(url));
    return reading;
  }

  /** The text of the document. What was read from standard input cannot be read again. */
  #main(): Place | undefined {
    const { origin, document } = this.#parts;
    if (origin.openapi === '-') return undefined;
    const source = parseSource(origin.openapi);
    if ('text' in source) return { text: source.text };
    const read = document.current?.texts[0]?.url;
    if (read !== undefined && read !== '') return { url: read };
    return { url: 'url' in source ? withoutUserinfo(source.url).url : pathToFileURL(resolve(source.file)).href };
  }

  /** The addresses that were given, with what they are asked with. */
  #named(): readonly NamedUrl[] {
    const { openapi, overlays, documentHeaders } = this.#parts.origin;
    return [openapi, ...overlays].flatMap((input, place) => {
      const source = parseSource(input);
      if (!('url' in source)) return [];
      const { url, headers } = withoutUserinfo(source.url, place === 0 ? documentHeaders : {});
      return URL.canParse(url) ? [{ origin: new URL(url).origin, headers }] : [];
    });
  }
}

/** What is known of a text without reading it. */
async function factsOf(url: string): Promise<Pick<ListedResource, 'mimeType' | 'size'>> {
  const mimeType = mimeTypeByName(url);
  // Whoever reads a file that is gone is told.
  const found = url.startsWith('file:') ? await stat(fileURLToPath(url)).catch(() => undefined) : undefined;
  return { ...(mimeType === undefined ? {} : { mimeType }), ...(found === undefined ? {} : { size: found.size }) };
}

function mimeTypeByName(url: string): string | undefined {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  if (/\.json$/i.test(path)) return 'application/json';
  return /\.ya?ml$/i.test(path) ? 'application/yaml' : undefined;
}
