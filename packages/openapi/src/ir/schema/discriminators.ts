// Says in plain JSON Schema what a `discriminator` says: which value of a property belongs to which schema.
import { isObject, listOr, objectOr, textOf, type JsonObject } from '../../load/json-object.ts';
import { below, type Documents, type Place } from '../../resolve/documents.ts';
import { viewSchemas } from './schema-facts.ts';

/** Most values that are told in words. */
const MAX_VALUES = 30;

/** Reads the discriminators of one document. */
export class Discriminators {
  readonly #documents: Documents;
  /** The schemas that build on a schema by `allOf`; found at the first need. */
  #heirs: ReadonlyMap<unknown, readonly Heir[]> | undefined;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /**
   * Changes a schema that is being converted from `place`. Alternatives that are references get the value that the mapping gives them; without a mapping they
   * show their name, which is the value by default. Where other schemas build on this one, their values are told in the property's description. What the document
   * lists itself is left alone.
   */
  apply(place: Place, converted: Record<string, unknown>): void {
    const fields = objectOr(place.value);
    const written = fields['discriminator'];
    const property = textOf(isObject(written) ? written['propertyName'] : written);
    if (property === undefined || property === '__proto__') return;
    const mapping = objectOr(objectOr(written)['mapping']);
    for (const keyword of ['oneOf', 'anyOf']) {
      const list = converted[keyword];
      if (!Array.isArray(list)) continue;
      converted[keyword] = list.map((branch: unknown, index) => {
        const from = below(below(place, keyword), index);
        return isObject(branch) ? { ...branch, ...this.#valueOf(from, property, mapping) } : branch;
      });
    }
    const properties = converted['properties'];
    if (!isObject(properties) || !Object.hasOwn(properties, property)) return;
    const told = this.#tell(place, properties[property], mapping);
    if (told) converted['properties'] = { ...properties, [property]: told };
  }

  /** What is to be added to an alternative. */
  #valueOf(branch: Place, property: string, mapping: JsonObject): { readonly properties?: JsonObject } {
    const reference = isObject(branch.value) ? textOf(branch.value['$ref']) : undefined;
    const target = this.#documents.resolve(branch);
    if (reference === undefined || !('place' in target)) return {};
    const own = viewSchemas([target.place], this.#documents).properties.get(property);
    const { values: listed, types } = viewSchemas(own ? [own] : [], this.#documents);
    if (types.length > 0 && !types.includes('string')) return {};
    const mapped = Object.keys(mapping).filter((value) => this.#named(mapping[value], branch) === target.place.value);
    const values = mapped.length > 0 ? mapped : [nameOf(reference)];
    if (listed.length > 0 && (listed.length <= values.length || !values.every((value) => listed.includes(value))))
      return {};
    const known = mapped.length > 0 ? { enum: values } : { examples: values };
    return { properties: { [property]: { type: 'string', ...known } } };
  }

  /** The schema that a mapping names, by a reference or by its name. */
  #named(target: unknown, from: Place): unknown {
    if (typeof target !== 'string') return undefined;
    const tries = /^[\w.-]+$/.test(target) ? [`#/components/schemas/${target}`, target] : [target];
    for (const reference of tries) {
      const found = this.#documents.step(reference, from.document, from.pointer);
      if (!('place' in found)) continue;
      const end = this.#documents.resolve(found.place);
      if ('place' in end) return end.place.value;
    }
    return undefined;
  }

  #tell(place: Place, property: unknown, mapping: JsonObject): JsonObject | undefined {
    if (!isObject(property) || ['enum', 'const', '$ref', 'anyOf', 'allOf'].some((key) => property[key] !== undefined))
      return undefined;
    this.#heirs ??= findHeirs(this.#documents);
    const heirs = new Set(this.#heirs.get(place.value));
    for (const { schema } of heirs) for (const next of this.#heirs.get(schema) ?? []) heirs.add(next);
    const mapped = new Map(Object.keys(mapping).map((value) => [this.#named(mapping[value], place), value]));
    const values = new Set([...heirs].map(({ schema, value }) => mapped.get(schema) ?? value));
    for (const value of mapped.values()) values.add(value);
    if (values.size === 0) return undefined;
    const some = [...values].toSorted().slice(0, MAX_VALUES);
    const list = some.map((value) => JSON.stringify(value)).join(', ') + (values.size > some.length ? ', …' : '');
    const said = textOf(property['description']);
    return { ...property, description: `${said === undefined ? '' : `${said} `}Known values: ${list}.` };
  }
}

/** A schema that builds on another, and the value it has by itself. */
interface Heir {
  readonly schema: unknown;
  readonly value: string;
}

/** The named schemas of the document by what their `allOf` refers to. */
function findHeirs(documents: Documents): ReadonlyMap<unknown, readonly Heir[]> {
  const heirs = new Map<unknown, Heir[]>();
  const root = documents.root();
  for (const named of [below(root, 'definitions'), below(below(root, 'components'), 'schemas')]) {
    for (const [name, schema] of Object.entries(objectOr(named.value))) {
      if (!isObject(schema)) continue;
      const heir = { schema, value: textOf(schema['x-ms-discriminator-value']) ?? name };
      const parts = below(below(named, name), 'allOf');
      for (const [index, part] of listOr(schema['allOf']).entries()) {
        if (!isObject(part) || part['$ref'] === undefined) continue;
        const found = documents.resolve(below(parts, index));
        if (!('place' in found)) continue;
        const known = heirs.get(found.place.value);
        if (known) known.push(heir);
        else heirs.set(found.place.value, [heir]);
      }
    }
  }
  return heirs;
}

/** The last part of a reference: the value a schema has by default (OpenAPI 3.1 §4.8.25). */
function nameOf(reference: string): string {
  const last = reference.slice(reference.lastIndexOf('/') + 1);
  return last.replaceAll('~1', '/').replaceAll('~0', '~');
}
