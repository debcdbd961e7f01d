// Keeps the shared definitions and hands out, for one schema, those it needs.
import { breakCycles } from './break-cycles.ts';
import type { JsonSchema } from './json-schema.ts';

/** Room for the definitions of one tool, in characters of JSON; what does not fit is accepted as it comes. */
const BUDGET = 100_000;

const PREFIX = '#/$defs/';

/** Converted definitions by name. */
export class Definitions {
  readonly #schemas: ReadonlyMap<string, JsonSchema>;
  readonly #measured = new Map<string, { readonly size: number; readonly references: readonly string[] }>();
  readonly #closures = new Map<string, Readonly<Record<string, JsonSchema>>>();

  /** Takes over the schemas; cycles that no value can satisfy are cut. */
  constructor(schemas: Map<string, JsonSchema>) {
    breakCycles(schemas);
    this.#schemas = schemas;
  }

  /**
   * The `$defs` for a schema: everything it refers to, the nearest first, up to a budget; beyond it a definition says that it was left out and accepts
   * anything. `undefined` if nothing is referred to. Equal needs share one object.
   */
  closure(schema: unknown): Readonly<Record<string, JsonSchema>> | undefined {
    const roots = referencesIn(schema).filter((name) => this.#schemas.has(name));
    if (roots.length === 0) return undefined;
    const key = [...roots].sort().join(' ');
    let closure = this.#closures.get(key);
    if (!closure) {
      closure = this.#gather(roots);
      this.#closures.set(key, closure);
    }
    return closure;
  }

  #gather(roots: readonly string[]): Readonly<Record<string, JsonSchema>> {
    const gathered = new Map<string, JsonSchema>();
    const queue = [...roots];
    let size = 0;
    for (const name of queue) {
      const schema = this.#schemas.get(name);
      if (gathered.has(name) || !schema) continue;
      const measured = this.#measure(name, schema);
      size += measured.size;
      if (size > BUDGET && gathered.size > 0) {
        gathered.set(name, {
          description: `The description of ${name} is left out here because it is too large; any value is accepted.`,
        });
        continue;
      }
      gathered.set(name, schema);
      for (const reference of measured.references) queue.push(reference);
    }
    return Object.fromEntries(gathered);
  }

  #measure(name: string, schema: JsonSchema): { readonly size: number; readonly references: readonly string[] } {
    let measured = this.#measured.get(name);
    if (!measured) {
      measured = { size: JSON.stringify(schema).length, references: referencesIn(schema) };
      this.#measured.set(name, measured);
    }
    return measured;
  }
}

/** The names of the definitions a schema refers to, in the order of appearance. */
function referencesIn(schema: unknown): readonly string[] {
  const names = new Set<string>();
  const open = [schema];
  for (const value of open) {
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref' && typeof inner === 'string' && inner.startsWith(PREFIX))
        names.add(inner.slice(PREFIX.length));
      else if (typeof inner === 'object' && inner !== null) open.push(inner);
    }
  }
  return [...names];
}
