// Makes Overlay actions of places: a place of the document itself has a normalized JSONPath (RFC 9535 §2.7), places of other files have none.
import type { Place } from '../resolve/documents.ts';
import { isObject } from '../load/json-object.ts';
import { splitPointer } from '../load/json-pointer.ts';
import type { OverlayFix } from './finding.ts';

/** Merges `update` into the place; nothing where it stands in another file, which no overlay reaches. */
export function updateAt(place: Place, update: unknown): readonly OverlayFix[] | undefined {
  const target = pathOf(place);
  return target === undefined ? undefined : [{ target, update }];
}

/** Takes the place out of the document; nothing where it stands in another file. */
export function removeAt(place: Place): readonly OverlayFix[] | undefined {
  const target = pathOf(place);
  return target === undefined ? undefined : [{ target, remove: true }];
}

function pathOf({ document, pointer }: Place): string | undefined {
  if (document.name !== '') return undefined;
  let path = '$';
  let value: unknown = document.root;
  for (const step of splitPointer(pointer)) {
    path += Array.isArray(value) ? `[${step}]` : `[${quoted(step)}]`;
    value =
      (isObject(value) || Array.isArray(value)) && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string, unknown>>)[step]
        : undefined;
  }
  return path;
}

/** A name as normalized paths write it: in single quotes. */
function quoted(name: string): string {
  const inner = JSON.stringify(name)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`);
  return `'${inner}'`;
}
