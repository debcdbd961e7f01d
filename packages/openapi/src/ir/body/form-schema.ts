// Writes the schema of a form: the document's own, with files described as they are given.
import { isObject, listOr, objectOr } from '../../load/json-object.ts';
import { below, type Documents, type Place } from '../../resolve/documents.ts';
import type { FieldInput } from './file-input.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { ReadContext } from '../read-context.ts';

/** Says how a property is described whose own schema does not suffice, because it takes files; the place is that of its schema. */
export type FileFinder = (name: string, property: Place) => FieldInput | undefined;

const COMBINATORS = ['allOf', 'anyOf', 'oneOf'] as const;

/** The properties of an object schema by name, those of its combinators included; the schema's own come last and count. */
export function formFields(start: Place, documents: Documents, seen = new Set<unknown>()): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>();
  const resolved = documents.resolve(start);
  if (!('place' in resolved) || !isObject(resolved.place.value) || seen.has(resolved.place.value)) return found;
  seen.add(resolved.place.value);
  const { place } = resolved;
  for (const branch of branchesOf(place))
    for (const [name, property] of formFields(branch.place, documents, seen)) found.set(name, property);
  const properties = below(place, 'properties');
  for (const name of Object.keys(objectOr(properties.value))) found.set(name, below(properties, name));
  return found;
}

/** The schema as an input; where a property takes files, it says in which forms. Definitions with files in them are written out. */
export function formSchema(start: Place, finder: FileFinder, context: ReadContext): JsonSchema {
  return new FormWriter(finder, context).write(start, new Set());
}

class FormWriter {
  readonly #finder: FileFinder;
  readonly #context: ReadContext;

  constructor(finder: FileFinder, context: ReadContext) {
    this.#finder = finder;
    this.#context = context;
  }

  write(start: Place, around: ReadonlySet<unknown>): JsonSchema {
    const { documents, schemas } = this.#context;
    const resolved = documents.resolve(start);
    if (!('place' in resolved) || around.has(resolved.place.value) || !this.#holdsFiles(start, new Set()))
      return schemas.compile(start);
    const { place } = resolved;
    const schema: Record<string, unknown> = { ...schemas.compile(place) };
    const properties: Record<string, unknown> = { ...objectOr(schema['properties']) };
    const own = below(place, 'properties');
    for (const name of Object.keys(objectOr(own.value))) {
      const describe = this.#finder(name, below(own, name));
      // What only answers have is gone already.
      if (describe && Object.hasOwn(properties, name)) properties[name] = describe(properties[name]);
    }
    if (Object.keys(properties).length > 0) schema['properties'] = properties;
    for (const { place: branch, keyword, index } of branchesOf(place)) {
      // `oneOf` is compiled to `anyOf`.
      const written = keyword === 'oneOf' ? 'anyOf' : keyword;
      const list: readonly unknown[] = listOr(schema[written]);
      if (list[index] === undefined || !this.#holdsFiles(branch, new Set())) continue;
      schema[written] = list.with(index, this.write(branch, new Set([...around, place.value])));
    }
    return schema;
  }

  #holdsFiles(start: Place, seen: Set<unknown>): boolean {
    const resolved = this.#context.documents.resolve(start);
    if (!('place' in resolved) || seen.has(resolved.place.value)) return false;
    seen.add(resolved.place.value);
    const properties = below(resolved.place, 'properties');
    return (
      Object.keys(objectOr(properties.value)).some(
        (name) => this.#finder(name, below(properties, name)) !== undefined,
      ) || branchesOf(resolved.place).some((branch) => this.#holdsFiles(branch.place, seen))
    );
  }
}

interface Branch {
  readonly place: Place;
  readonly keyword: (typeof COMBINATORS)[number];
  readonly index: number;
}

function branchesOf(place: Place): readonly Branch[] {
  return COMBINATORS.flatMap((keyword) => {
    const list = below(place, keyword);
    return [...listOr(list.value).keys()].map((index) => ({ place: below(list, index), keyword, index }));
  });
}
