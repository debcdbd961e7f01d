// Judges the input schema of one tool: would every client take it?
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Validator } from './check-call.ts';
import { isObject, walkSchema, type Flaw, type SchemaFindings } from './walk-schema.ts';

const PREFIX = '#/$defs/';
const COMBINATORS = ['oneOf', 'anyOf', 'allOf', '$ref'] as const;

/** The key of an argument, as the Claude API wants it. */
const KEY = /^[a-zA-Z0-9_.-]{1,64}$/;

/** Checks the schemas of one document; definitions that tools share are judged once. */
export class SchemaCheck {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  readonly #judged = new WeakMap<object, SchemaFindings>();

  /**
   * Everything wrong with an input schema: its root, its keys, every place in it, its references, and whether it is JSON Schema 2020-12. With `thorough`
   * a validator is compiled of the whole, too, which is slow.
   */
  check(schema: unknown, thorough: boolean): readonly Flaw[] {
    if (!isObject(schema)) return [{ rule: 'the root is no object', where: '' }];
    const { $defs = {}, ...root } = schema;
    if (!isObject($defs)) return [{ rule: '`$defs` is no object', where: '/$defs' }];
    const parts = [{ at: '', findings: this.#judge(root) }];
    for (const [name, definition] of Object.entries($defs))
      parts.push({ at: `/$defs/${name}`, findings: this.#judge(definition) });
    const flaws = [...checkRoot(root)];
    for (const { at, findings } of parts) {
      for (const { rule, where } of findings.flaws) flaws.push({ rule, where: `${at}${where}` });
      for (const { target, where } of findings.references) {
        const rule = checkReference(target, $defs);
        if (rule !== undefined) flaws.push({ rule: rule, where: `${at}${where}` });
      }
    }
    const made = flaws.length === 0 && thorough ? this.compile(schema) : undefined;
    return Array.isArray(made) ? made : flaws;
  }

  /** A validator of an input schema, or the flaw that keeps one from being made. */
  compile(schema: Readonly<Record<string, unknown>>): Validator | readonly Flaw[] {
    try {
      return this.#ajv.compile(schema);
    } catch (error) {
      return [
        { rule: `no validator can be made: ${error instanceof Error ? error.message : String(error)}`, where: '' },
      ];
    } finally {
      this.#ajv.removeSchema(schema);
    }
  }

  #judge(schema: unknown): SchemaFindings {
    const known = isObject(schema) ? this.#judged.get(schema) : undefined;
    if (known) return known;
    const { flaws, references } = walkSchema(schema);
    const findings = { flaws: [...flaws, ...this.#validate(schema)], references };
    if (isObject(schema)) this.#judged.set(schema, findings);
    return findings;
  }

  #validate(schema: unknown): readonly Flaw[] {
    if (!isObject(schema) || this.#ajv.validateSchema(schema) === true) return [];
    return (this.#ajv.errors ?? []).slice(0, 1).map(({ instancePath, message }) => ({
      rule: `no JSON Schema 2020-12: ${message ?? 'invalid'}`,
      where: instancePath,
    }));
  }
}

function checkRoot(root: Readonly<Record<string, unknown>>): readonly Flaw[] {
  const { type, properties, required = [] } = root;
  const flaws = COMBINATORS.filter((keyword) => root[keyword] !== undefined).map((keyword) => ({
    rule: `the root has \`${keyword}\``,
    where: `/${keyword}`,
  }));
  if (type !== 'object') flaws.push({ rule: 'the root is not of type object', where: '/type' });
  if (!isObject(properties)) return [...flaws, { rule: 'the root has no properties', where: '/properties' }];
  for (const key of Object.keys(properties))
    if (!KEY.test(key)) flaws.push({ rule: 'the key of an argument is refused', where: `/properties/${key}` });
  const names: readonly unknown[] = Array.isArray(required) ? required : [required];
  for (const name of names)
    if (typeof name !== 'string' || !Object.hasOwn(properties, name))
      flaws.push({ rule: 'an argument is required and not described', where: `/required/${String(name)}` });
  return flaws;
}

function checkReference(target: string, definitions: Readonly<Record<string, unknown>>): string | undefined {
  if (!target.startsWith(PREFIX)) return 'a reference leads out of the schema';
  const name = decodeURIComponent(target.slice(PREFIX.length)).replaceAll('~1', '/').replaceAll('~0', '~');
  return Object.hasOwn(definitions, name) ? undefined : 'a reference leads nowhere';
}
