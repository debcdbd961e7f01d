// Writes the references that only newer versions know as plain ones, so that every later reader meets `$ref` alone.
import { isObject } from '../load/json-object.ts';
import { splitPointer, valueAt } from '../load/json-pointer.ts';

/** Whether a text may hold such references, which the versions up to 3.0 do not know; spares the walk through all others. */
export function mentionsOtherReferences(text: string, version: string): boolean {
  if (/^(2|3\.0)(\.|$)/.test(version)) return false;
  return text.includes('$dynamicRef') || text.includes('$recursiveRef') || text.includes('components/mediaTypes/');
}

/**
 * Changes a parsed file in place: `$dynamicRef` and `$recursiveRef` become a `$ref` to the nearest anchor (or nothing, where that anchor stands for "to be filled in"),
 * which accepts every value the dynamic reading accepts in documents we know; and a media type that is only a local reference (OpenAPI 3.2 §4.14)
 * becomes what it names.
 */
export function plainReferences(root: unknown): void {
  const holders: Record<string, unknown>[] = [];
  /** Names of anchors that refuse everything until somebody fills them in. */
  const blanks = new Set<string>();
  const open: unknown[] = [root];
  const seen = new Set<unknown>();
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isObject(value)) {
      if (typeof value['$dynamicRef'] === 'string' || typeof value['$recursiveRef'] === 'string') holders.push(value);
      if (typeof value['$dynamicAnchor'] === 'string' && value['not'] !== undefined)
        blanks.add(value['$dynamicAnchor']);
      if (isObject(value['content'])) inlineMediaTypes(value['content'], root);
    }
    for (const item of Object.values(value)) open.push(item);
  }
  for (const holder of holders) {
    const reference = holder['$dynamicRef'] ?? holder['$recursiveRef'];
    delete holder['$dynamicRef'];
    delete holder['$recursiveRef'];
    if (holder['$ref'] === undefined && !blanks.has(String(reference).replace(/^.*#/, ''))) holder['$ref'] = reference;
  }
}

function inlineMediaTypes(content: Record<string, unknown>, root: unknown): void {
  for (const [name, media] of Object.entries(content)) {
    let target: unknown = media;
    for (let hop = 0; hop < 20 && isObject(target) && isLocal(target['$ref']); hop += 1)
      target = valueAt(root, splitPointer(target['$ref']));
    if (isObject(target) && target !== media) content[name] = target;
  }
}

function isLocal(reference: unknown): reference is string {
  return typeof reference === 'string' && reference.startsWith('#/components/mediaTypes/');
}
