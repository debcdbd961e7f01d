// Owns opening the parts of the published form, as the first thing that its entry does.
import { enableCompileCache } from 'node:module';
import { codeFolder } from './code-folder.ts';
import { CodeUnits, type UnitTable } from './code-units.ts';
import { kindOfStart } from './kind-of-start.ts';
import { UNITS_PLACE } from './units-place.ts';

/** The folder of the parts, the arguments of this start, and how any other module is loaded. */
export interface UnitsBeginning {
  readonly folder: string;
  readonly words: readonly string[];
  readonly load: (path: string) => Promise<unknown>;
}

/** Opens the parts. Called by what the bundle writes into `bin.js`. */
export function openUnits(
  table: UnitTable,
  env: Readonly<Record<string, string | undefined>>,
  { folder, words, load }: UnitsBeginning,
): CodeUnits {
  const kept = codeFolder(env);
  const units = new CodeUnits(table, {
    folder,
    kept,
    kind: kindOfStart(words, env),
    load: (path) => {
      // Single modules come later than the first list, mostly; a folder of the variable NODE_COMPILE_CACHE is in use already.
      if (kept !== undefined) enableCompileCache(kept);
      return load(path);
    },
  });
  Reflect.set(globalThis, UNITS_PLACE, units);
  return units;
}
