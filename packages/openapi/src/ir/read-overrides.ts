// Reads `x-mcp`: what the author of a document, or of an Overlay, says about a tool.
import { isObject, objectOr, quote, textOf, type JsonObject } from '../load/json-object.ts';
import { below, printPlace, type Place } from '../resolve/documents.ts';
import type { WarningLog } from '../resolve/compile-warning.ts';
import type { ToolHints, ToolOverrides } from './operation.ts';

const FIELD = 'x-mcp';

const FLAGS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

const TEXTS = ['name', 'title', 'description'] as const;

/** Where `x-mcp` may stand. On the root and on a path item it holds the `annotations` of all operations below. */
export interface OverridePlaces {
  readonly root: Place;
  readonly item: Place;
  readonly operation: Place;
}

/**
 * The overrides of one operation: its own over its path item's over the document's; `undefined` if there are none. A value of a wrong type, or a field that is
 * not known there, is one warning and is ignored.
 */
export function readOverrides(places: OverridePlaces, warnings: WarningLog): ToolOverrides | undefined {
  const holders = [places.root, places.item, places.operation];
  if (holders.every(({ value }) => !isObject(value) || value[FIELD] === undefined)) return undefined;
  const reader = new OverrideReader(warnings);
  const annotations: ToolHints = Object.assign({}, ...holders.map((holder) => reader.annotationsOf(holder)));
  const own = reader.ownOf(places.operation);
  for (const holder of [places.root, places.item]) reader.refuseOwn(holder);
  return { ...own, annotations };
}

class OverrideReader {
  readonly #warnings: WarningLog;

  constructor(warnings: WarningLog) {
    this.#warnings = warnings;
  }

  /** The `annotations` of one holder. */
  annotationsOf(holder: Place): ToolHints {
    const extension = below(holder, FIELD);
    if (extension.value === undefined) return {};
    if (!isObject(extension.value)) return this.#flaw(extension, 'an object');
    const place = below(extension, 'annotations');
    if (place.value === undefined) return {};
    if (!isObject(place.value)) return this.#flaw(place, 'an object');
    const hints: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(place.value)) {
      if (key === 'title') Object.assign(hints, this.#text(place, key));
      else if (!FLAGS.some((flag) => flag === key)) this.#unknown(below(place, key), key);
      else if (typeof value === 'boolean') hints[key] = value;
      else this.#flaw(below(place, key), 'true or false');
    }
    return hints;
  }

  /** Warns of what only an operation may say. */
  refuseOwn(holder: Place): void {
    const extension = below(holder, FIELD);
    for (const key of Object.keys(objectOr(extension.value)))
      if (key !== 'annotations') this.#unknown(below(extension, key), key);
  }

  /** What only an operation may say of itself. */
  ownOf(operation: Place): Omit<ToolOverrides, 'annotations'> {
    const extension = below(operation, FIELD);
    if (!isObject(extension.value)) return {};
    const own: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(extension.value)) {
      if (TEXTS.some((name) => name === key)) Object.assign(own, this.#text(extension, key));
      else if (key === 'hidden' && typeof value === 'boolean') own[key] = value;
      else if (key === 'hidden') this.#flaw(below(extension, key), 'true or false');
      else if (key !== 'annotations') this.#unknown(below(extension, key), key);
    }
    return own;
  }

  #text(holder: Place, key: string): JsonObject {
    const place = below(holder, key);
    const text = textOf(place.value);
    return text === undefined ? this.#flaw(place, 'a text') : { [key]: text };
  }

  #flaw(place: Place, wanted: string): Record<string, never> {
    this.#warnings.add('x_mcp_invalid', printPlace(place), `This must be ${wanted}; ${quote(place.value)} is ignored.`);
    return {};
  }

  #unknown(place: Place, key: string): void {
    this.#warnings.add('x_mcp_invalid', printPlace(place), `${quote(key)} means nothing here; it is ignored.`);
  }
}
