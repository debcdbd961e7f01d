// Finds the nodes that a JSONPath (RFC 9535) selects, and rebuilds a document with those nodes changed.
import { exec, type JsonValue } from 'jsonpath-rfc9535';
import { isObject } from '../load/json-object.ts';

/** Selected nodes as a tree of the steps that lead to them. */
export interface Selection {
  selected: boolean;
  readonly below: Map<string | number, Selection>;
}

/** What a change answers when the node shall go. */
export const REMOVED: unique symbol = Symbol('removed');

/** The nodes that a JSONPath selects, or `undefined` if there are none. Throws an error named `SyntaxError`. */
export function selectNodes(root: unknown, path: string): Selection | undefined {
  const selection: Selection = { selected: false, below: new Map() };
  exec(root as JsonValue, path, (_value, steps) => {
    let node = selection;
    for (const raw of steps) {
      const step = typeof raw === 'number' ? raw : unescapeName(raw);
      let next = node.below.get(step);
      if (!next) node.below.set(step, (next = { selected: false, below: new Map() }));
      node = next;
    }
    node.selected = true;
  });
  return selection.selected || selection.below.size > 0 ? selection : undefined;
}

/** The values that a JSONPath selects. Throws an error named `SyntaxError`. */
export function selectValues(root: unknown, path: string): readonly unknown[] {
  const values: unknown[] = [];
  exec(root as JsonValue, path, (value) => values.push(value));
  return values;
}

/** The value with every selected node changed, inner ones first. What lies beside the way to them is the same object as before; nothing is changed in place. */
export function changeNodes(value: unknown, selection: Selection, change: (node: unknown) => unknown): unknown {
  let changed = value;
  if (selection.below.size > 0 && Array.isArray(value)) {
    changed = value.map((item, index) => below(item, index)).filter((item) => item !== REMOVED);
  } else if (selection.below.size > 0 && isObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, below(item, key)] as const);
    changed = Object.fromEntries(entries.filter(([, item]) => item !== REMOVED));
  }
  return selection.selected ? change(changed) : changed;

  function below(item: unknown, step: string | number): unknown {
    const next = selection.below.get(step);
    return next ? changeNodes(item, next, change) : item;
  }
}

/** The library hands out names as normalized paths escape them (RFC 9535 §2.7). */
function unescapeName(name: string): string {
  return name.replaceAll(/\\(?:u([0-9a-f]{4})|(.))/g, (_whole, code: string | undefined, letter: string) =>
    code === undefined
      ? ({ b: '\b', t: '\t', n: '\n', f: '\f', r: '\r' }[letter] ?? letter)
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
