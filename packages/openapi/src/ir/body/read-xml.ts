// Reads how the schema of a body becomes XML: names, attributes, namespaces and wrapping.
import { isObject, listOr, objectOr, textOf, type JsonObject } from '../../load/json-object.ts';
import { splitPointer } from '../../load/json-pointer.ts';
import { below, type Documents, type Place } from '../../resolve/documents.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import { XML_TEXT } from '../schema/text-forms.ts';
import type { XmlBody, XmlShape } from '../xml-shape.ts';

/** Deeper levels of one schema (references do not count) are written by the defaults. */
const MAX_DEPTH = 50;

/**
 * The shape of a body with this schema; `undefined` if the schema describes no object or list, or if nothing names the root element: neither `xml.name` nor, for a
 * reference, the schema's own name, nor `fallback`.
 */
export function readXml(schema: Place, documents: Documents, fallback?: string): XmlBody | undefined {
  const resolved = documents.resolve(schema);
  if (!('place' in resolved) || !isStructure(objectOr(resolved.place.value))) return undefined;
  const reader = new XmlReader(documents);
  const root = reader.shape(schema, 0);
  const definitions = reader.finish();
  const own = root.name ?? (root.ref === undefined ? undefined : definitions[root.ref]?.name);
  const name = own ?? (isObject(schema.value) ? componentName(schema.value) : undefined) ?? fallback;
  return name === undefined ? undefined : { root: { ...root, name }, definitions };
}

/** The schema of a value that is written as XML, with XML that is text already beside it. */
export function orXmlText(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'string', pattern: XML_TEXT, description: 'XML that is sent as it is.' }] };
}

function isStructure(schema: JsonObject): boolean {
  return (
    schema['type'] === 'object' ||
    schema['type'] === 'array' ||
    (schema['type'] === undefined && ['properties', 'allOf'].some((keyword) => schema[keyword] !== undefined))
  );
}

/** The name of the schema a reference leads to. */
function componentName(reference: JsonObject): string | undefined {
  const target = textOf(reference['$ref']);
  if (target === undefined || !/#\/(?:components\/schemas|definitions)\/[^/]+$/.test(target)) return undefined;
  return splitPointer(target.slice(target.indexOf('#'))).at(-1);
}

class XmlReader {
  readonly #documents: Documents;
  readonly #names = new Map<unknown, string>();
  readonly #queue: { readonly name: string; readonly place: Place }[] = [];

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** What was referred to. */
  finish(): Readonly<Record<string, XmlShape>> {
    const definitions: [string, XmlShape][] = [];
    for (let next = this.#queue.shift(); next; next = this.#queue.shift())
      definitions.push([next.name, this.#inline(next.place, 0)]);
    return Object.fromEntries(definitions);
  }

  shape(place: Place, depth: number): XmlShape {
    const schema = objectOr(place.value);
    if (typeof schema['$ref'] !== 'string') return this.#inline(place, depth);
    const target = this.#documents.resolve(place);
    if (!('place' in target) || !isObject(target.place.value)) return {};
    const own = readFields(schema['xml']);
    return holdsMore(target.place.value)
      ? { ref: this.#define(target.place), ...own }
      : { ...this.#inline(target.place, depth), ...own };
  }

  #define(place: Place): string {
    const known = this.#names.get(place.value);
    if (known !== undefined) return known;
    const name = `x${this.#names.size + 1}`;
    this.#names.set(place.value, name);
    this.#queue.push({ name, place });
    return name;
  }

  #inline(place: Place, depth: number): XmlShape {
    if (!isObject(place.value) || depth > MAX_DEPTH) return {};
    const properties = this.#properties(place, depth, new Set());
    const items = isObject(place.value['items']) ? this.shape(below(place, 'items'), depth + 1) : {};
    return {
      ...readFields(place.value['xml']),
      ...(Object.keys(properties).length > 0 ? { properties } : {}),
      ...(Object.keys(items).length > 0 ? { items } : {}),
    };
  }

  /** The members that need more than the defaults, those of all alternatives included. */
  #properties(start: Place, depth: number, seen: Set<unknown>): Readonly<Record<string, XmlShape>> {
    const target = this.#documents.resolve(start);
    if (!('place' in target) || !isObject(target.place.value) || seen.has(target.place.value)) return {};
    seen.add(target.place.value);
    const { place } = target;
    const found: [string, XmlShape][] = [];
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const branches = below(place, keyword);
      for (const index of listOr(branches.value).keys())
        found.push(...Object.entries(this.#properties(below(branches, index), depth, seen)));
    }
    const properties = below(place, 'properties');
    for (const name of Object.keys(objectOr(properties.value))) {
      const shape = this.shape(below(properties, name), depth + 1);
      if (Object.keys(shape).length > 0) found.push([name, shape]);
    }
    return Object.fromEntries(found);
  }
}

function holdsMore(schema: JsonObject): boolean {
  return ['properties', 'items', 'allOf', 'anyOf', 'oneOf'].some((keyword) => schema[keyword] !== undefined);
}

/** One XML Object; `nodeType` is OpenAPI 3.2's. */
function readFields(xml: unknown): XmlShape {
  const fields = objectOr(xml);
  const name = textOf(fields['name']);
  const prefix = textOf(fields['prefix']);
  const namespace = textOf(fields['namespace']);
  const nodeType = fields['nodeType'];
  return {
    ...(name === undefined ? {} : { name }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(fields['attribute'] === true || nodeType === 'attribute' ? { node: 'attribute' } : {}),
    ...(nodeType === 'text' ? { node: 'text' } : {}),
    ...(fields['wrapped'] === true || nodeType === 'element' ? { wrapped: true } : {}),
  };
}
