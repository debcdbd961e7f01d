// Describes what an operation answers in a schema that no answer is ever refused by: names and words, no restriction but "an object".
import { isObject, objectOr } from '../../load/json-object.ts';
import { below, type Documents, type Place } from '../../resolve/documents.ts';
import { LIST_KEY, VALUE_KEY } from './answer-keys.ts';
import type { JsonObjectSchema, JsonSchema } from '../schema/json-schema.ts';
import { isJson, parseMediaType } from '../media-type.ts';
import { plainText } from '../words/plain-text.ts';
import { isMarked } from '../schema/read-only.ts';
import { shorten } from '../words/shorten.ts';
import { viewSchemas, type SchemaFacts } from '../schema/schema-facts.ts';

/** Room for one schema, in characters of JSON; what does not fit is left out, the deepest first. */
const BUDGET = 2_000;

/** Levels of properties. */
const MAX_DEPTH = 4;

/** Longest description of one field, in characters. */
const MAX_DESCRIPTION = 120;

/** Most values of an `enum` that are told. */
const MAX_VALUES = 12;

/**
 * The widened schema of the successful JSON answers (2xx, or `default` if there are none); `undefined` if they are no JSON, or nothing is known of it. The root is an object, because MCP
 * wants one: a list stands under `items` in it, a text, a number, a boolean or null under `value`. Nothing below the root restricts anything: types,
 * formats and values are told in words. `writeOnly` properties are left out.
 */
export function readAnswers(responses: Place, documents: Documents): JsonObjectSchema | undefined {
  const schemas = successes(responses, documents).flatMap((response) => jsonSchemas(response));
  if (schemas.length === 0) return undefined;
  const root = viewSchemas(schemas, documents);
  const properties = new Map<string, Place>(root.properties);
  const others = root.types.filter((type) => type !== 'object' && type !== 'array' && type !== 'null');
  const isList = root.types.includes('array') || root.items !== undefined;
  const writer = new AnswerWriter(documents);
  const known = writer.properties([...properties], 1);
  if (isList && !properties.has(LIST_KEY)) known[LIST_KEY] = writer.list(root);
  if (others.length > 0 && !properties.has(VALUE_KEY)) known[VALUE_KEY] = { description: words(root) };
  if (Object.keys(known).length === 0) return undefined;
  writer.finish();
  return { type: 'object', properties: known };
}

/** Writes from the top down, level by level, until the room is used up. */
class AnswerWriter {
  readonly #documents: Documents;
  readonly #open: { readonly node: Record<string, unknown>; readonly facts: SchemaFacts; readonly depth: number }[] =
    [];
  #left = BUDGET;

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** The schemas of properties; their own properties follow with `finish`. */
  properties(properties: readonly (readonly [string, Place])[], depth: number): Record<string, JsonSchema> {
    const written: [string, JsonSchema][] = [];
    for (const [name, place] of properties) {
      if (this.#left <= 0) break;
      // Validators treat this name as something else than a property.
      if (name === '__proto__' || isMarked(place, 'writeOnly', this.#documents)) continue;
      written.push([name, this.#node(name, viewSchemas([place], this.#documents), depth)]);
    }
    return Object.fromEntries(written);
  }

  /** The schema of a list at the root. */
  list(facts: SchemaFacts): JsonSchema {
    return this.#node(LIST_KEY, { ...facts, types: ['array'], properties: new Map() }, 1);
  }

  finish(): void {
    for (const { node, facts, depth } of this.#open) {
      if (this.#left <= 0) break;
      const inner = this.properties([...facts.properties], depth + 1);
      if (Object.keys(inner).length > 0) node['properties'] = inner;
      if (facts.items !== undefined && this.#left > 0)
        node['items'] = this.#node('items', viewSchemas([facts.items], this.#documents), depth + 1);
    }
  }

  #node(name: string, facts: SchemaFacts, depth: number): JsonSchema {
    const node: Record<string, unknown> = { description: words(facts) };
    this.#left -= JSON.stringify(name).length + JSON.stringify(node).length + 2;
    if (depth < MAX_DEPTH && (facts.properties.size > 0 || facts.items !== undefined))
      this.#open.push({ node, facts, depth });
    return node;
  }
}

/** The type, the format and the values in words, and the description. */
function words(facts: SchemaFacts): string {
  const types = facts.types.length === 0 ? 'any value' : facts.types.join(' or ');
  const format = facts.format === undefined ? '' : ` (${facts.format})`;
  const values = facts.values.slice(0, MAX_VALUES).map((value) => JSON.stringify(value));
  const more = facts.values.length > values.length ? ', …' : '';
  const listed = values.length === 0 ? '' : `: ${values.join(', ')}${more}`;
  const text = facts.description === undefined ? '' : plainText(facts.description, MAX_DESCRIPTION);
  return `${shorten(`${types}${format}${listed}`, MAX_DESCRIPTION)}${text === '' ? '' : `. ${text}`}`;
}

function successes(responses: Place, documents: Documents): readonly Place[] {
  const statuses = Object.keys(objectOr(responses.value));
  const good = statuses.filter((status) => status.startsWith('2'));
  return (good.length > 0 ? good : statuses.filter((status) => status === 'default')).flatMap((status) => {
    const resolved = documents.resolve(below(responses, status));
    return 'place' in resolved && isObject(resolved.place.value) ? [resolved.place] : [];
  });
}

function jsonSchemas(response: Place): readonly Place[] {
  const content = below(response, 'content');
  return Object.keys(objectOr(content.value))
    .filter((mediaType) => isJson(parseMediaType(mediaType).essence))
    .map((mediaType) => below(below(content, mediaType), 'schema'));
}
