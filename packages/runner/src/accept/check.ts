// Owns the shape of a quick check, and how far one goes.

/** What one check of a value may still do. */
interface Budget {
  /** Schemas and members that may still be looked at. */
  steps: number;
  /** References that are being followed. */
  depth: number;
}

/** Whether a value surely fits; `false` also where that is not known. */
export type Check = (value: unknown, budget: Budget) => boolean;

/** A schema, as it came out of JSON. */
export type Schema = Readonly<Record<string, unknown>>;

/** Makes the check of a schema that stands inside of another one. */
export type CompileInner = (schema: unknown) => Check;

/** The check of what is not understood: it never says yes. */
export const never: Check = () => false;

/** Whether something is a JSON object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether every plain object has a member of that name, because objects inherit it. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}
