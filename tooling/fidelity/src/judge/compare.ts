// Owns how a difference is found and said.
import { isDeepStrictEqual } from 'node:util';

const LONGEST = 600;

/** One fault if two values differ. */
export function compare(what: string, wanted: unknown, got: unknown): readonly string[] {
  return isDeepStrictEqual(wanted, got) ? [] : [`${what}: expected ${show(wanted)}, got ${show(got)}`];
}

/** A fault for each place where a value does not hold what is wanted: objects as far as they go, arrays and plain values wholly. */
export function holds(what: string, wanted: unknown, got: unknown): readonly string[] {
  if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted)) return compare(what, wanted, got);
  if (typeof got !== 'object' || got === null) return compare(what, wanted, got);
  return Object.entries(wanted).flatMap(([key, member]) =>
    holds(`${what}.${key}`, member, Object.hasOwn(got, key) ? Reflect.get(got, key) : undefined),
  );
}

/** A value as a reader sees it: bytes that are no text as hexadecimal, everything shortened. */
export function show(value: unknown): string {
  const text =
    value instanceof Uint8Array ? showBytes(value) : typeof value === 'string' ? JSON.stringify(value) : print(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

function print(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

function showBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('utf8');
  return Buffer.from(text).equals(Buffer.from(bytes))
    ? JSON.stringify(text)
    : `<${Buffer.from(bytes).toString('hex')}>`;
}
