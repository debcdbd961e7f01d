// Leads places of an overlaid document back to the document as it was written, so that their lines can be told.
import { joinPointer, splitPointer } from '../load/json-pointer.ts';

/**
 * For each pointer into `overlaid` the pointer of the same place in `original`: an item that moved up in its list because another was removed is recognised
 * as the same object. What an overlay added keeps its pointer.
 */
export function tracePointers(
  original: unknown,
  overlaid: unknown,
  pointers: readonly string[],
): ReadonlyMap<string, string> {
  const origins = originsOf(original);
  const traced = new Map<string, string>();
  for (const pointer of pointers) {
    let now: unknown = overlaid;
    let origin = '';
    for (const step of splitPointer(pointer)) {
      now = stepInto(now, step);
      const straight = joinPointer(origin, step);
      const found = typeof now === 'object' && now !== null ? origins.get(now) : undefined;
      origin = found === undefined || found.includes(straight) ? straight : found[0]!;
    }
    traced.set(pointer, origin);
  }
  return traced;
}

/** The pointers of every object and list; YAML aliases give one several. */
function originsOf(root: unknown): ReadonlyMap<object, readonly string[]> {
  const origins = new Map<object, string[]>();
  const open: { readonly value: unknown; readonly pointer: string }[] = [{ value: root, pointer: '' }];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const { value, pointer } = entry;
    if (typeof value !== 'object' || value === null) continue;
    const known = origins.get(value);
    if (known) {
      known.push(pointer);
      continue;
    }
    origins.set(value, [pointer]);
    for (const [step, item] of Object.entries(value)) open.push({ value: item, pointer: joinPointer(pointer, step) });
  }
  return origins;
}

function stepInto(value: unknown, step: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[step];
}
