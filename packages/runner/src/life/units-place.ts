// Owns where the parts of the published form are found by what is loaded later: modules of files of their own take what they share from them.

/** The name under which they are kept in `globalThis`; the modules that the bundle writes in the place of those in a part look here too. */
export const UNITS_PLACE = Symbol.for('mcpm.code-units');

/** Keeps the compiled code of the parts that run; does nothing where the source runs as it is. */
export function keepUnits(): void {
  const units: unknown = Reflect.get(globalThis, UNITS_PLACE);
  if (typeof units === 'object' && units !== null && 'keep' in units && typeof units.keep === 'function') units.keep();
}
