// Makes a tree of what YAML aliases have tied into circles.
import { joinPointer } from './json-pointer.ts';

/** One object or list on the way down, and its members still to be looked at. */
interface Frame {
  readonly value: Record<string, unknown>;
  readonly pointer: string;
  readonly keys: string[];
}

/** Replaces, in place, each member that leads back to a place above itself by a `$ref` to that place. */
export function cutCycles(root: unknown): void {
  const above = new Map<unknown, string>();
  const done = new Set<unknown>();
  const frames: Frame[] = [];
  const enter = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null || done.has(value)) return;
    above.set(value, pointer);
    frames.push({ value: value as Record<string, unknown>, pointer, keys: Object.keys(value) });
  };
  enter(root, '');
  for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
    const key = frame.keys.pop();
    if (key === undefined) {
      above.delete(frame.value);
      done.add(frame.value);
      frames.pop();
      continue;
    }
    const member = frame.value[key];
    const circle = above.get(member);
    if (circle === undefined) enter(member, joinPointer(frame.pointer, key));
    else frame.value[key] = { $ref: `#${encodeURI(circle)}` };
  }
}
