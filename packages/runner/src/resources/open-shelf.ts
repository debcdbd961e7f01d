// Owns which resources there are: the document for everyone, saved answers for those whose they are. What reads them is loaded by the first who asks.
import type { ReadFile, SavedAnswer } from '../answers/saved-answers.ts';
import type { Caller } from '../call/caller.ts';
import type { DocumentShelf, DocumentShelfParts } from './document-shelf.ts';
import { OPERATION_TEMPLATE } from './document-uris.ts';
import type { AskedCompletion, ListedResource, ListedTemplate, ResourceText } from './resource.ts';

/** Answers that were saved as files. */
export interface SavedShelf {
  list(caller: Caller): readonly SavedAnswer[];
  read(uri: string, caller: Caller): Promise<ReadFile | undefined>;
}

/** All resources of a server. */
export interface OpenShelf {
  readonly templates: readonly ListedTemplate[];
  readonly list: (caller: Caller) => Promise<readonly ListedResource[]>;
  /** `undefined` if this caller has none of that URI. */
  readonly read: (uri: string, caller: Caller) => Promise<ReadFile | ResourceText | undefined>;
  /** `undefined` if the URI is neither a template nor made of one. */
  readonly complete: (asked: AskedCompletion) => Promise<readonly string[] | undefined>;
}

/** The resources of a server; nothing is loaded or read yet. */
export function openShelf(parts: DocumentShelfParts, saved: SavedShelf): OpenShelf {
  let loading: Promise<DocumentShelf> | undefined;
  const load = () => (loading ??= import('./document-shelf.ts').then(({ DocumentShelf: Shelf }) => new Shelf(parts)));
  return {
    templates: [OPERATION_TEMPLATE],
    list: async (caller) => [...(await (await load()).list()), ...saved.list(caller)],
    read: async (uri, caller) => (uri.startsWith('openapi://') ? (await load()).read(uri) : saved.read(uri, caller)),
    complete: async (asked) => (await load()).complete(asked),
  };
}
