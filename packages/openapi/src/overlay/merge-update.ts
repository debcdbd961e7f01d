// Merges the value of an overlay action into one node, as the Overlay Specification 1.1 says.
import { isObject } from '../load/json-object.ts';

/** Deeper than any document that people write. */
const MAX_LEVELS = 1_000;

/** Two values that cannot be merged; the message says which. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
}

/**
 * The node after the update: objects merge recursively, a list takes the items of a list and anything else as one item, a single value is replaced.
 * Neither argument is changed. Throws {@link MergeError} where an object, a list and a single value meet.
 */
export function mergeUpdate(node: unknown, update: unknown, level = 0): unknown {
  if (level > MAX_LEVELS) throw new MergeError('is nested too deeply');
  if (Array.isArray(node)) {
    if (level > 0 && !Array.isArray(update)) throw mismatch(node, update);
    return Array.isArray(update) ? [...node, ...update] : [...node, update];
  }
  if (isObject(node)) {
    if (!isObject(update)) throw mismatch(node, update);
    const merged = new Map(Object.entries(node));
    for (const [key, value] of Object.entries(update))
      merged.set(key, merged.has(key) ? mergeUpdate(merged.get(key), value, level + 1) : value);
    return Object.fromEntries(merged);
  }
  if (typeof update === 'object' && update !== null) throw mismatch(node, update);
  return update;
}

function mismatch(node: unknown, update: unknown): MergeError {
  return new MergeError(`merges ${kindOf(update)} into ${kindOf(node)}`);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return isObject(value) ? 'an object' : 'a single value';
}
