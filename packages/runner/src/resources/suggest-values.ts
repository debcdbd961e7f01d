// Owns the values that a document proposes for an argument: what its schema lists, presets or shows as an example. Pure.
import type { JsonObjectSchema } from '@mcpm/openapi';

type Schema = Readonly<Record<string, unknown>>;

/** Schemas within schemas that are looked into. */
const MAX_DEPTH = 12;

/**
 * Values of an argument as texts, the listed ones before defaults and examples, each once. The argument is named as in the input schema; one within another by a
 * path (`body.status`). Objects are none that a person would type.
 */
export function suggestValues(root: JsonObjectSchema, argument: string): readonly string[] {
  const found = new Finder(root);
  const top = found.property([root], argument);
  const steps = argument.split('.');
  const schemas =
    top.length > 0 ? top : steps.reduce<readonly Schema[]>((inside, step) => found.property(inside, step), [root]);
  const values = schemas.flatMap((schema) => found.values(schema));
  const ranked = [...values.filter(({ listed }) => listed), ...values.filter(({ listed }) => !listed)];
  return [...new Set(ranked.map(({ text }) => text))];
}

interface Value {
  readonly text: string;
  /** Whether it is one of those that are allowed, not an example. */
  readonly listed: boolean;
}

/** Follows references within one schema. */
class Finder {
  readonly #root: Schema;

  constructor(root: Schema) {
    this.#root = root;
  }

  /** The schemas of a property of any of these. */
  property(schemas: readonly Schema[], name: string): readonly Schema[] {
    return schemas
      .flatMap((schema) => this.#forms(schema))
      .flatMap((form) => {
        const properties = form['properties'];
        const inner = isSchema(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
        return isSchema(inner) ? [inner] : [];
      });
  }

  /** The values of a schema, of its alternatives, and of the items of a list. */
  values(schema: Schema, depth = 0): readonly Value[] {
    if (depth > MAX_DEPTH) return [];
    return this.#forms(schema).flatMap((form) => {
      const own: Value[] = [];
      const add = (value: unknown, listed: boolean) => {
        const text = textOf(value);
        if (text !== undefined) own.push({ text, listed });
      };
      for (const value of listOf(form['enum'])) add(value, true);
      if ('const' in form) add(form['const'], true);
      if (form['type'] === 'boolean' && own.length === 0) for (const value of ['true', 'false']) add(value, true);
      add(form['default'], false);
      for (const value of listOf(form['examples'])) add(value, false);
      const items = form['items'];
      return isSchema(items) ? [...own, ...this.values(items, depth + 1)] : own;
    });
  }

  /** A schema itself, what it refers to, and its alternatives. */
  #forms(schema: Schema, depth = 0): readonly Schema[] {
    if (depth > MAX_DEPTH) return [];
    const inner = ['anyOf', 'oneOf', 'allOf'].flatMap((word) => listOf(schema[word])).filter(isSchema);
    const target = this.#target(schema['$ref']);
    return [schema, ...[...inner, ...(target ? [target] : [])].flatMap((form) => this.#forms(form, depth + 1))];
  }

  #target(reference: unknown): Schema | undefined {
    if (typeof reference !== 'string' || !reference.startsWith('#/$defs/')) return undefined;
    const definitions = this.#root['$defs'];
    const name = reference.slice('#/$defs/'.length).replaceAll('~1', '/').replaceAll('~0', '~');
    const found = isSchema(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
    return isSchema(found) ? found : undefined;
  }
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
