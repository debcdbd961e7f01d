// Finds the properties that only answers have (`readOnly`), or only requests (`writeOnly`).
import { isObject, listOr, objectOr, type JsonObject } from '../../load/json-object.ts';
import { below, type Documents, type Place } from '../../resolve/documents.ts';

/** Which side alone has a property. */
export type SideMark = 'readOnly' | 'writeOnly';

/** Names that inputs do not have. */
export interface HiddenNames {
  /** Properties that are left out: those of the schema itself and of what `allOf` adds. */
  readonly gone: ReadonlySet<string>;
  /** Names that cannot be required: those, and the ones an alternative (`anyOf`, `oneOf`) leaves out. */
  readonly notRequired: ReadonlySet<string>;
}

/** How many levels of combinators are looked through. */
const MAX_LEVELS = 8;

/** The names of `readOnly` properties of a schema, those that come in by combinators included. */
export function readOnlyNames(schema: Place, documents: Documents): HiddenNames {
  const gone = new Set<string>();
  const notRequired = new Set<string>();
  visit({ start: schema, documents, along: COMBINATORS }, ({ schema: part, place, alternative }) => {
    const properties = below(place, 'properties');
    for (const name of Object.keys(objectOr(part['properties']))) {
      if (!isMarked(below(properties, name), 'readOnly', documents)) continue;
      notRequired.add(name);
      if (!alternative) gone.add(name);
    }
  });
  return { gone, notRequired };
}

/** Those of `names` that a schema or its combinators speak of. */
export function namesMentioned(schema: Place, documents: Documents, names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  if (names.size === 0) return found;
  visit({ start: schema, documents, along: COMBINATORS }, ({ schema: part }) => {
    const properties = objectOr(part['properties']);
    for (const name of names)
      if (Object.hasOwn(properties, name) || listOr(part['required']).includes(name)) found.add(name);
  });
  return found;
}

/** Whether a schema says, itself, where its reference leads, or in what it is put together of, that only one side has it. */
export function isMarked(schema: Place, mark: SideMark, documents: Documents): boolean {
  if (!isObject(schema.value)) return false;
  if (schema.value[mark] === true) return true;
  if (schema.value['$ref'] === undefined && schema.value['allOf'] === undefined) return false;
  let marked = false;
  visit({ start: schema, documents, along: ['allOf'] }, ({ schema: part }) => {
    marked ||= part[mark] === true;
  });
  return marked;
}

const COMBINATORS = ['allOf', 'anyOf', 'oneOf'] as const;

interface Visited {
  readonly schema: JsonObject;
  readonly place: Place;
  /** Reached through `anyOf` or `oneOf`. */
  readonly alternative: boolean;
}

/** Shows a schema and everything that speaks of the same value, references followed; each once. */
function visit(
  from: { readonly start: Place; readonly documents: Documents; readonly along: readonly string[] },
  look: (visited: Visited) => void,
): void {
  const seen = new Set<unknown>();
  const open = [{ place: from.start, alternative: false, level: 0 }];
  for (const next of open) {
    const resolved = from.documents.resolve(next.place);
    if (!('place' in resolved) || !isObject(resolved.place.value) || seen.has(resolved.place.value)) continue;
    const { place } = resolved;
    const schema = resolved.place.value;
    seen.add(schema);
    look({ schema, place, alternative: next.alternative });
    if (next.level >= MAX_LEVELS) continue;
    for (const keyword of from.along)
      for (const index of listOr(schema[keyword]).keys())
        open.push({
          place: below(below(place, keyword), index),
          alternative: next.alternative || keyword !== 'allOf',
          level: next.level + 1,
        });
  }
}
