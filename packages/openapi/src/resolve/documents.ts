// The document and the files it refers to, and the way along `$ref` between them.
import { isObject } from '../load/json-object.ts';
import { joinPointer, splitPointer, valueAt } from '../load/json-pointer.ts';
import type { WarningLog } from './compile-warning.ts';

/** One parsed file. */
export interface SourceDocument {
  /** What pointers of warnings are prefixed with; empty for the document itself. */
  readonly name: string;
  /** Absolute URL, the base of its references. */
  readonly url?: string;
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
      const next = this.step(place.value['$ref'], place.document);
      if (!('place' in next)) return next;
      place = next.place;
    }
    return { place };
  }

  /** Follows one reference, found in `from`, one step. */
  step(reference: string, from: SourceDocument): Resolution {
    const hash = reference.indexOf('#');
    const address = hash === -1 ? reference : reference.slice(0, hash);
    const fragment = hash === -1 ? '' : reference.slice(hash);
    const document = address === '' ? from : this.#open(address, from);
    if (!document) return this.#refuse(reference, address, from);
    const steps = splitPointer(fragment);
    const value =
      fragment !== '' && fragment !== '#' && !fragment.startsWith('#/') ? undefined : valueAt(document.root, steps);
    if (value === undefined)
      return { code: 'reference_unresolved', reason: `The reference "${reference}" leads nowhere.` };
    return { place: { value, document, pointer: steps.reduce(joinPointer, '') } };
  }

  #refuse(reference: string, address: string, from: SourceDocument): Resolution {
    const url = absolute(address, from);
    const failure = url === undefined || url.startsWith('file:') ? undefined : this.#failures.get(url);
    if (failure === undefined) return { code: 'reference_external', reason: refusal(reference, this.main) };
    return { code: 'reference_unreachable', reason: `The reference "${reference}" cannot be followed: ${failure}` };
  }

  #open(address: string, from: SourceDocument): SourceDocument | undefined {
    const url = absolute(address, from);
    // What came by network sees no file, not even one that was opened for another.
    const mayOpen = url !== undefined && (!url.startsWith('file:') || from.url?.startsWith('file:') === true);
    return mayOpen ? this.#files.get(url) : undefined;
  }
}

function absolute(address: string, from: SourceDocument): string | undefined {
  return URL.canParse(address, from.url) ? new URL(address, from.url).href : undefined;
}

function refusal(reference: string, main: SourceDocument): string {
  const local = main.url?.startsWith('file:') && !/^[a-z][a-z0-9+.-]+:/i.test(reference);
  if (local) return `The reference "${reference}" names a file that cannot be read as JSON or YAML.`;
  return `The reference "${reference}" leaves the document and is not followed (references to other addresses need the option "externalRefs").`;
}
