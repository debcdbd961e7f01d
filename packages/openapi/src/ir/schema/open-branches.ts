// Opens definitions that are closed where others build on them: no value would fit both.
import { isObject } from '../../load/json-object.ts';
import type { JsonSchema } from './json-schema.ts';

const PREFIX = '#/$defs/';

/**
 * Points each `allOf` branch that refers to a definition with `additionalProperties: false`, and has neighbours with properties of their own, to a copy of that
 * definition without it. Changes `schemas` in place; the copies are called like the originals, followed by `.open`.
 */
export function openBranches(schemas: Map<string, JsonSchema>): void {
  const closed = new Set(
    [...schemas].flatMap(([name, schema]) => (schema['additionalProperties'] === false ? [name] : [])),
  );
  if (closed.size === 0) return;
  // The copies that are added on the way are looked at, too.
  for (const schema of schemas.values()) {
    for (const branch of branchesIn(schema)) {
      const name = String(branch['$ref']).slice(PREFIX.length);
      if (!closed.has(name)) continue;
      const copy = `${name}.open`;
      const { additionalProperties: _closed, ...open } = schemas.get(name) ?? {};
      if (!schemas.has(copy)) schemas.set(copy, structuredClone(open));
      branch['$ref'] = `${PREFIX}${copy}`;
    }
  }
}

/** The branches that are references and have neighbours. */
function branchesIn(schema: JsonSchema): readonly Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const open: unknown[] = [schema];
  for (const value of open) {
    if (typeof value !== 'object' || value === null) continue;
    const branches: unknown = isObject(value) ? value['allOf'] : undefined;
    if (Array.isArray(branches) && (branches.length > 1 || 'properties' in value))
      for (const branch of branches) if (isObject(branch) && typeof branch['$ref'] === 'string') found.push(branch);
    for (const inner of Object.values(value)) open.push(inner);
  }
  return found;
}
