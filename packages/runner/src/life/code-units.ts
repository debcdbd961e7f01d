// Owns running the large parts of the published form: scripts whose compiled code is kept once they have run, so that every function that ran is in it. Node's own cache
// of modules holds a module as it was loaded, before any function of it was called: each start would compile again all that it calls.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { readKept, writeKept } from './kept-code.ts';
import { forgetOldCode } from './old-code.ts';

/** How much larger the code of what ran has to be than what is kept of it. */
const WORTH_WRITING = 1.02;

/** What a part offers, by name. */
type Exports = Readonly<Record<string, unknown>>;

/** The parts, as the bundle has written them. */
export interface UnitTable {
  /** The file of each part, with its hash in its name. */
  readonly files: Readonly<Record<string, string>>;
  /** Modules that are in a part: under which name it offers them. */
  readonly modules: Readonly<Record<string, readonly [unit: string, name: string]>>;
}

/** Where the parts are, where their compiled code is kept, and how everything else is loaded. */
export interface UnitPlaces {
  /** The folder with the files. */
  readonly folder: string;
  /** The folder of compiled code; absent where none is kept. */
  readonly kept: string | undefined;
  /** What this start is for: each kind keeps code of its own. */
  readonly kind: string;
  /** Loads a module that is in no part. */
  readonly load: (path: string) => Promise<unknown>;
}

/** The parts of a process. Each runs once, when somebody first needs it. */
export class CodeUnits {
  readonly #table: UnitTable;
  readonly #places: UnitPlaces;
  readonly #ran = new Map<string, Exports>();
  /** Scripts, the file the code of each belongs into, and the bytes that were taken from there. */
  readonly #scripts = new Map<Script, { readonly file: string; readonly taken: number }>();

  constructor(table: UnitTable, places: UnitPlaces) {
    this.#table = table;
    this.#places = places;
  }

  /** What `import(path)` is in a part. */
  readonly load = async (path: string): Promise<unknown> => {
    const [unit, name] = this.#table.modules[path] ?? [];
    return unit === undefined || name === undefined ? this.#places.load(path) : this.run(unit)[name];
  };

  /** What a part offers. Throws an error that says so where its file is missing or damaged. */
  run(unit: string): Exports {
    const known = this.#ran.get(unit);
    if (known) return known;
    const offered: { readonly exports: Exports } = { exports: {} };
    const name = this.#table.files[unit] ?? unit;
    const file = `${this.#places.folder}/${name}`;
    this.#compile(file, name)(offered, builtin, this.load, pathToFileURL(file).href);
    this.#ran.set(unit, offered.exports);
    return offered.exports;
  }

  /**
   * Keeps the code of what has run so far, as far as it is not kept yet. What another start has kept is made anew where this one ran clearly more: the first document of a user need not
   * be like the next one. Only a start that needed a second part is asked for that, because it costs some milliseconds; the others do what all do.
   */
  keep(): void {
    const { kept } = this.#places;
    if (kept === undefined) return;
    const isUsual = this.#ran.size < 2;
    let wrote = false;
    for (const [script, { file, taken }] of this.#scripts) {
      if (isUsual && taken > 0) continue;
      const code = script.createCachedData();
      if (code.length > taken * WORTH_WRITING) wrote = writeKept(file, code) || wrote;
    }
    this.#scripts.clear();
    if (wrote) forgetOldCode(kept, Date.now());
  }

  #compile(file: string, name: string): (...given: readonly unknown[]) => unknown {
    let reason = 'it is empty';
    try {
      const run: unknown = this.#script(file, name).runInThisContext();
      if (isFunction(run)) return run;
    } catch (error) {
      // Its message only: its stack shows a hundred thousand characters of the file.
      reason = error instanceof Error ? error.message : String(error);
    }
    throw new Error(`mcpm-runner is not whole, install it again: ${file} cannot be run (${reason})`);
  }

  #script(filename: string, name: string): Script {
    // The files hold ASCII only, so the quickest decoding is right.
    const source = readFileSync(filename, 'latin1');
    const { kept, kind } = this.#places;
    if (kept === undefined) return new Script(source, { filename });
    // V8 takes code that was made with its own flags only; each set of them has its file.
    const keptFile = `${kept}/${name}-${kind}-${process.version}-${process.arch}-${cachedDataVersionTag().toString(16)}`;
    const cachedData = readKept(keptFile);
    const script = new Script(source, { filename, ...(cachedData && { cachedData }) });
    const isTaken = cachedData !== undefined && script.cachedDataRejected !== true;
    this.#scripts.set(script, { file: keptFile, taken: isTaken ? cachedData.length : 0 });
    return script;
  }
}

function isFunction(value: unknown): value is (...given: readonly unknown[]) => unknown {
  return typeof value === 'function';
}

/** What `require` is in a part: all but modules of Node is in the bundle. */
function builtin(name: string): unknown {
  return process.getBuiltinModule(name);
}
