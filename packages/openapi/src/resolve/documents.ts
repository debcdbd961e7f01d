// The document and the files it refers to, and the way along `$ref` between them.
import { isObject } from '../load/json-object.ts';
import { joinPointer, splitPointer, valueAt } from '../load/json-pointer.ts';
import type { WarningLog } from './compile-warning.ts';
import { SchemaResources } from './schema-resources.ts';

/** One parsed file. */
export interface SourceDocument {
  /** What pointers of warnings are prefixed with; empty for the document itself. */
  readonly name: string;
  /** Absolute URL, the base of its references. */
  readonly url?: string;
  /** The http or https address it gives itself (`$self`, OpenAPI 3.2 §4.1.1), where that is not `url`. */
  readonly self?: string;
  readonly root: unknown;
}

/** A value and where it stands. */
export interface Place {
  readonly value: unknown;
  readonly document: SourceDocument;
  /** RFC 6901 pointer inside its document. */
  readonly pointer: string;
}

/** The place one step below. */
export function below(place: Place, step: string | number): Place {
  const { value } = place;
  const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, step);
  return {
    value: holds ? (value as Readonly<Record<string | number, unknown>>)[step] : undefined,
    document: place.document,
    pointer: joinPointer(place.pointer, step),
  };
}

/** The pointer as warnings print it. */
export function printPlace(place: Place): string {
  return place.document.name === '' ? place.pointer : `${place.document.name}#${place.pointer}`;
}

/** Where a reference leads, or why it leads nowhere. */
export type Resolution = { readonly place: Place } | { readonly code: string; readonly reason: string };

/** All files of one document. */
export class Documents {
  readonly main: SourceDocument;
  /** As declared by the document itself. */
  readonly version: string;
  readonly warnings: WarningLog;
  readonly #files: ReadonlyMap<string, SourceDocument>;
  readonly #failures: ReadonlyMap<string, string>;
  readonly #resources = new Map<SourceDocument, SchemaResources>();
  /** Where references inside of a file lead, wherever they stand in it; most are followed many times. */
  readonly #inner = new Map<SourceDocument, Map<string, Place>>();

  constructor(
    main: SourceDocument,
    parts: {
      readonly version: string;
      readonly files: ReadonlyMap<string, SourceDocument>;
      /** Why a URL is not among the files. */
      readonly failures: ReadonlyMap<string, string>;
      readonly warnings: WarningLog;
    },
  ) {
    this.main = main;
    this.version = parts.version;
    this.warnings = parts.warnings;
    this.#files = parts.files;
    this.#failures = parts.failures;
  }

  /** The root of the document. */
  root(): Place {
    return { value: this.main.root, document: this.main, pointer: '' };
  }

  /** Follows `$ref` from a place until there is none; `undefined` (and one warning) if it leads nowhere. */
  follow(start: Place): Place | undefined {
    const resolution = this.resolve(start);
    if ('place' in resolution) return resolution.place;
    this.warnings.add(resolution.code, printPlace(start), resolution.reason);
    return undefined;
  }

  /** Like `follow`, without a warning. */
  resolve(start: Place): Resolution {
    const seen = new Set<unknown>();
    let place = start;
    while (isObject(place.value) && typeof place.value['$ref'] === 'string') {
      if (seen.has(place.value))
        return {
          code: 'reference_circular',
          reason: `The reference "${place.value['$ref']}" only leads back to itself.`,
        };
      seen.add(place.value);
      const next = this.step(place.value['$ref'], place.document, place.pointer);
      if (!('place' in next)) return next;
      place = next.place;
    }
    return { place };
  }

  /** Follows one reference, found in `from` at `pointer`, one step. */
  step(reference: string, from: SourceDocument, pointer = ''): Resolution {
    if (reference.startsWith('#/')) {
      const place = this.#atRoot(reference, from);
      if (place) return { place };
    }
    const hash = reference.indexOf('#');
    const address = hash === -1 ? reference : reference.slice(0, hash);
    const fragment = hash === -1 ? '' : reference.slice(hash);
    const document = address === '' ? from : this.#open(address, from);
    const place = document
      ? this.#inside(document, fragment, address === '' ? pointer : '')
      : this.#named(address, fragment, { document: from, pointer });
    if (place === undefined && !document) return this.#refuse(reference, address, from);
    if (place?.value === undefined)
      return { code: 'reference_unresolved', reason: `The reference "${reference}" leads nowhere.` };
    return { place };
  }

  /** The place that a pointer leads to from the root of a file. */
  #atRoot(reference: string, document: SourceDocument): Place | undefined {
    let places = this.#inner.get(document);
    if (!places) this.#inner.set(document, (places = new Map()));
    const known = places.get(reference);
    if (known) return known;
    const steps = splitPointer(reference);
    const value = valueAt(document.root, steps);
    if (value === undefined) return undefined;
    const place = { value, document, pointer: steps.reduce(joinPointer, '') };
    places.set(reference, place);
    return place;
  }

  /** The place a fragment leads to: from the root of the file, or else from the schema with an `$id` around `pointer`; by its anchor, if it is a name. */
  #inside(document: SourceDocument, fragment: string, pointer: string): Place | undefined {
    const steps = splitPointer(fragment);
    if (fragment.length > 1 && !fragment.startsWith('#/')) {
      const found = this.#resourcesOf(document).anchor(steps.join('/'), pointer);
      return found && { ...found, document };
    }
    const value = valueAt(document.root, steps);
    if (value !== undefined || pointer === '') return { value, document, pointer: steps.reduce(joinPointer, '') };
    return climb({ ...this.#resourcesOf(document).around(pointer), document }, steps);
  }

  /** The place of a schema that is named by its `$id` instead of by the address of a file. */
  #named(
    address: string,
    fragment: string,
    from: { readonly document: SourceDocument; readonly pointer: string },
  ): Place | undefined {
    for (const document of new Set([from.document, this.main, ...this.#files.values()])) {
      if (isLocal(document) && !isLocal(from.document)) continue;
      const resources = this.#resourcesOf(document);
      const found = resources.find(address, document === from.document ? from.pointer : '');
      if (!found) continue;
      if (fragment.length <= 1 || fragment.startsWith('#/'))
        return climb({ ...found, document }, splitPointer(fragment));
      const named = resources.anchor(fragment.slice(1), found.pointer);
      return named && { ...named, document };
    }
    return undefined;
  }

  #resourcesOf(document: SourceDocument): SchemaResources {
    let resources = this.#resources.get(document);
    if (!resources) this.#resources.set(document, (resources = new SchemaResources(document.root, document.url)));
    return resources;
  }

  #refuse(reference: string, address: string, from: SourceDocument): Resolution {
    const url = absolute(address, from);
    const failure = url === undefined || url.startsWith('file:') ? undefined : this.#failures.get(url);
    if (failure === undefined) return { code: 'reference_external', reason: refusal(reference, this.main) };
    return { code: 'reference_unreachable', reason: `The reference "${reference}" cannot be followed: ${failure}` };
  }

  #open(address: string, from: SourceDocument): SourceDocument | undefined {
    const own = from.self === undefined ? undefined : this.#files.get(absolute(address, { url: from.self }) ?? '');
    if (own) return own;
    const url = absolute(address, from);
    // What came by network sees no file, not even one that was opened for another.
    const mayOpen = url !== undefined && (!url.startsWith('file:') || isLocal(from));
    return mayOpen ? this.#files.get(url) : undefined;
  }
}

function isLocal({ url }: SourceDocument): boolean {
  return url?.startsWith('file:') === true;
}

function climb(start: Place, steps: readonly string[]): Place {
  return { ...steps.reduce(below, start), pointer: steps.reduce(joinPointer, start.pointer) };
}

function absolute(address: string, from: Pick<SourceDocument, 'url'>): string | undefined {
  return URL.canParse(address, from.url) ? new URL(address, from.url).href : undefined;
}

function refusal(reference: string, main: SourceDocument): string {
  const local = main.url?.startsWith('file:') && !/^[a-z][a-z0-9+.-]+:/i.test(reference);
  if (local) return `The reference "${reference}" names a file that cannot be read as JSON or YAML.`;
  return `The reference "${reference}" leaves the document and is not followed (references to other addresses need the option "externalRefs").`;
}
