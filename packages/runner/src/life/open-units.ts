// Owns opening the parts of the published form, as the first thing that its entry does.
import { enableCompileCache } from 'node:module';
import { codeFolder } from './code-folder.ts';
import { CodeUnits, type UnitTable } from './code-units.ts';
import { UNITS_PLACE } from './units-place.ts';

/** Opens the parts in a folder; `load` loads any other module of it. Called by what the bundle writes into `bin.js`. */
export function openUnits(
  table: UnitTable,
  env: Readonly<Record<string, string | undefined>>,
  { folder, load }: { readonly folder: string; readonly load: (path: string) => Promise<unknown> },
): CodeUnits {
  const kept = codeFolder(env);
  const units = new CodeUnits(table, {
    folder,
    kept,
    load: (path) => {
      // Single modules come later than the first list, mostly; a folder of the variable NODE_COMPILE_CACHE is in use already.
      if (kept !== undefined) enableCompileCache(kept);
      return load(path);
    },
  });
  Reflect.set(globalThis, UNITS_PLACE, units);
  return units;
}
