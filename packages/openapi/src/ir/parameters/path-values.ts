// Leaves out of a path parameter what no path can carry.
import { listOr } from '../../load/json-object.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { Parameter } from '../operation.ts';

/** Values that would leave a segment empty or make it lead elsewhere. */
const UNUSABLE: ReadonlySet<unknown> = new Set(['', '.', '..']);

/** The schema without known values that cannot be sent, and those values. `path` is the template without its query. */
export function usableValues(
  parameter: Pick<Parameter, 'name' | 'style' | 'schema'>,
  path: string,
): { readonly schema: JsonSchema; readonly dropped: readonly unknown[] } {
  const { schema, name, style } = parameter;
  const known = listOr(schema['enum']);
  const alone = style === 'simple' && path.split('/').includes(`{${name}}`);
  const usable = known.filter((value) => !UNUSABLE.has(value));
  if (!alone || usable.length === known.length || usable.length === 0) return { schema, dropped: [] };
  const { default: fallback, ...rest } = schema;
  const kept = fallback === undefined || UNUSABLE.has(fallback) ? rest : { ...rest, default: fallback };
  return { schema: { ...kept, enum: usable }, dropped: known.filter((value) => UNUSABLE.has(value)) };
}
