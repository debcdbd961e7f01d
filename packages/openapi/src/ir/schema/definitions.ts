// Keeps the shared definitions and hands out, for one schema, those it needs, within bounds.
import { bareSchema } from './bare-schema.ts';
import { breakCycles } from './break-cycles.ts';
import type { JsonSchema } from './json-schema.ts';
import { openBranches } from './open-branches.ts';

/** Room for the definitions of one tool with all their words, in characters of JSON. Beyond it the farther ones lose descriptions, titles and examples. */
const WORDY = 100_000;

/** Room for the definitions of one tool, in characters of JSON; what does not fit is accepted as it comes. */
const BUDGET = 200_000;

/** How many references in a row are followed: validators go down one level of their stack, or several, for each. */
const MAX_LEVELS = 100;

/** Stands for a definition that did not fit. */
const LEFT_OUT: JsonSchema = { description: 'Any value; its description is left out.' };

const PREFIX = '#/$defs/';

/** The `$defs` of one schema. */
export type LocalDefinitions = Readonly<Record<string, JsonSchema>>;

/** One definition, measured. */
interface Measured {
  readonly schema: JsonSchema;
  /** Characters of JSON. */
  readonly size: number;
  readonly references: readonly string[];
}

/** Converted definitions by name. */
export class Definitions {
  readonly #schemas: ReadonlyMap<string, JsonSchema>;
  readonly #measured = new Map<string, Measured>();
  readonly #bare = new Map<string, Measured>();
  readonly #closures = new Map<string, LocalDefinitions>();
  readonly #leftOut = new WeakMap<LocalDefinitions, readonly string[]>();

  /** Takes over the schemas; closed ones that others build on are opened, cycles that no value can satisfy are cut. */
  constructor(schemas: Map<string, JsonSchema>) {
    openBranches(schemas);
    breakCycles(schemas);
    this.#schemas = schemas;
  }

  /**
   * The `$defs` for a schema: everything it refers to, the nearest first. Up to 100,000 characters they are whole; beyond, up to 200,000, they keep what decides
   * which values fit and lose their words; what is left then, or lies
   * more than 100 references away, says that it was left out and accepts anything. `undefined` if nothing is referred to. Equal
   * needs share one object.
   */
  closure(schema: unknown): LocalDefinitions | undefined {
    const roots = referencesIn(schema).filter((name) => this.#schemas.has(name));
    if (roots.length === 0) return undefined;
    const key = roots.length === 1 ? roots[0]! : roots.toSorted().join(' ');
    let closure = this.#closures.get(key);
    if (!closure) this.#closures.set(key, (closure = this.#gather(roots)));
    return closure;
  }

  /** The names that a closure left out because it had no room for them. */
  leftOut(definitions: LocalDefinitions | undefined): readonly string[] {
    return (definitions && this.#leftOut.get(definitions)) ?? [];
  }

  #gather(roots: readonly string[]): LocalDefinitions {
    const whole = this.#within(roots, { wordy: WORDY, all: WORDY });
    const gathered = whole.missing.length === 0 ? whole : this.#within(roots, { wordy: WORDY / 2, all: BUDGET });
    const closure = Object.fromEntries(gathered.schemas);
    if (gathered.missing.length > 0) this.#leftOut.set(closure, gathered.missing);
    return closure;
  }

  /** The nearest definitions, whole up to `wordy` characters, bare up to `all`, and the names of those that did not fit. */
  #within(
    roots: readonly string[],
    room: { readonly wordy: number; readonly all: number },
  ): { readonly schemas: ReadonlyMap<string, JsonSchema>; readonly missing: readonly string[] } {
    const schemas = new Map<string, JsonSchema>();
    const missing: string[] = [];
    const queue = roots.map((name) => ({ name, level: 1 }));
    let size = 0;
    for (const { name, level } of queue) {
      const schema = this.#schemas.get(name);
      if (schemas.has(name) || !schema) continue;
      let measured = this.#measure(name, schema);
      if (size + measured.size > room.wordy && schemas.size > 0) measured = this.#measureBare(name, schema);
      if (level > MAX_LEVELS || (size + measured.size > room.all && schemas.size > 0)) {
        missing.push(name);
        schemas.set(name, LEFT_OUT);
        continue;
      }
      size += measured.size;
      schemas.set(name, measured.schema);
      for (const reference of measured.references) queue.push({ name: reference, level: level + 1 });
    }
    return { schemas, missing };
  }

  #measure(name: string, schema: JsonSchema): Measured {
    let measured = this.#measured.get(name);
    if (!measured) this.#measured.set(name, (measured = measure(schema)));
    return measured;
  }

  #measureBare(name: string, schema: JsonSchema): Measured {
    let measured = this.#bare.get(name);
    if (!measured) this.#bare.set(name, (measured = measure(bareSchema(schema))));
    return measured;
  }
}

function measure(schema: JsonSchema): Measured {
  return { schema, size: JSON.stringify(schema).length, references: referencesIn(schema) };
}

/** The names of the definitions a schema refers to, in the order of appearance. */
function referencesIn(schema: unknown): readonly string[] {
  const names = new Set<string>();
  const open = [schema];
  for (const value of open) {
    if (typeof value !== 'object' || value === null) continue;
    for (const key of Object.keys(value)) {
      const inner: unknown = (value as Readonly<Record<string, unknown>>)[key];
      if (key === '$ref' && typeof inner === 'string' && inner.startsWith(PREFIX))
        names.add(inner.slice(PREFIX.length));
      else if (typeof inner === 'object' && inner !== null) open.push(inner);
    }
  }
  return [...names];
}
