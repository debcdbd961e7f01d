// Cuts references that lead back to themselves without going one level deeper into the value: validators would never end on them.
import type { JsonSchema } from './json-schema.ts';

/** One reference to the same value: the schema that holds it and the name it leads to. */
interface Edge {
  readonly holder: Record<string, unknown>;
  readonly target: string;
}

/**
 * Walks the definitions along `$ref`, `allOf`, `anyOf`, `not` and `if`, and cuts each reference that closes a circle. The usual case is a base type whose
 * alternatives are its own subtypes: there the subtype keeps the base type's fields and loses only the alternatives. Changes `schemas` in place.
 */
export function breakCycles(schemas: Map<string, JsonSchema>): void {
  const done = new Set<string>();
  const active = new Set<string>();
  for (const start of schemas.keys()) {
    const stack: { readonly name: string; readonly edges: Edge[] }[] = [];
    const enter = (name: string): void => {
      active.add(name);
      stack.push({ name, edges: edgesOf(schemas.get(name)) });
    };
    if (!done.has(start)) enter(start);
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const edge = frame.edges.pop();
      if (!edge) {
        active.delete(frame.name);
        done.add(frame.name);
        stack.pop();
      } else {
        const target = active.has(edge.target) ? cut(edge, schemas, active) : edge.target;
        if (target !== undefined && schemas.has(target) && !done.has(target)) enter(target);
      }
    }
  }
}

/** Points the edge to the target without its alternatives, or removes it if that would not end the circle; returns the new target. */
function cut(edge: Edge, schemas: Map<string, JsonSchema>, active: ReadonlySet<string>): string | undefined {
  const base = `${edge.target}.base`;
  const { anyOf: _anyOf, ...rest } = schemas.get(edge.target) ?? {};
  if (_anyOf === undefined || active.has(base) || Object.keys(rest).length === 0) {
    delete edge.holder['$ref'];
    return undefined;
  }
  if (!schemas.has(base)) schemas.set(base, structuredClone(rest));
  edge.holder['$ref'] = `#/$defs/${base}`;
  return base;
}

function edgesOf(schema: JsonSchema | undefined): Edge[] {
  const edges: Edge[] = [];
  const open: unknown[] = [schema];
  for (const value of open) {
    if (typeof value !== 'object' || value === null) continue;
    const holder = value as Record<string, unknown>;
    const reference = holder['$ref'];
    if (typeof reference === 'string') edges.push({ holder, target: reference.slice('#/$defs/'.length) });
    for (const keyword of ['allOf', 'anyOf']) {
      const branches = holder[keyword];
      if (Array.isArray(branches)) for (const branch of branches) open.push(branch);
    }
    for (const keyword of ['not', 'if', 'then', 'else']) open.push(holder[keyword]);
  }
  return edges;
}
