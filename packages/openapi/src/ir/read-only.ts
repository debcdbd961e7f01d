// Finds the properties that only answers have.
import { isObject } from '../load/json-object.ts';
import { below, type Documents, type Place } from '../resolve/documents.ts';

/** How many levels of `allOf` are looked through. */
const MAX_LEVELS = 8;

/** The names of `readOnly` properties of a schema, those that come in by `allOf` included. */
export function readOnlyNames(schema: Place, documents: Documents): ReadonlySet<string> {
  const names = new Set<string>();
  gather(schema, documents, { names, level: 0 });
  return names;
}

function gather(
  place: Place,
  documents: Documents,
  into: { readonly names: Set<string>; readonly level: number },
): void {
  const resolved = documents.resolve(place);
  if (!('place' in resolved) || !isObject(resolved.place.value)) return;
  const schema = resolved.place.value;
  if (isObject(schema['properties'])) {
    const properties = below(resolved.place, 'properties');
    for (const name of Object.keys(schema['properties'])) {
      if (isReadOnly(below(properties, name), documents)) into.names.add(name);
    }
  }
  if (!Array.isArray(schema['allOf']) || into.level >= MAX_LEVELS) return;
  const branches = below(resolved.place, 'allOf');
  for (const index of schema['allOf'].keys())
    gather(below(branches, index), documents, { names: into.names, level: into.level + 1 });
}

/** Whether a property says, itself or where its reference leads, that it is `readOnly`. */
function isReadOnly(property: Place, documents: Documents): boolean {
  if (!isObject(property.value)) return false;
  if (property.value['readOnly'] === true) return true;
  if (typeof property.value['$ref'] !== 'string') return false;
  const resolved = documents.resolve(property);
  return 'place' in resolved && isObject(resolved.place.value) && resolved.place.value['readOnly'] === true;
}
