// Owns the file of `--config`: options by name or flag, in JSON or YAML; its relative paths start at its own folder.
import type { Fault } from '@mcpm/domain';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { readText, textsOf, type OptionShape } from './option-shape.ts';

/** What a file says, and what in it nobody understands. */
export interface ReadConfig {
  /** By option name. */
  readonly values: ReadonlyMap<string, unknown>;
  /** File and key of each value, by option name. */
  readonly places: ReadonlyMap<string, string>;
  readonly faults: readonly Fault[];
}

/** Options that name files or folders; a URL or the text of a document stays what it is. */
const PATHS: ReadonlySet<string> = new Set([
  'openapi',
  'overlays',
  'clientCert',
  'clientKey',
  'ca',
  'fileRoots',
  'saveDir',
  'cacheDir',
  'unixSocket',
]);

/** Reads the file; nothing is judged but names, for values go the way of all others. */
export function readConfig(file: string, shapes: readonly OptionShape[]): ReadConfig {
  const values = new Map<string, unknown>();
  const places = new Map<string, string>();
  const content = parseFile(file);
  if ('fault' in content) return { values, places, faults: [{ pointer: file, message: content.fault }] };
  const faults: Fault[] = [];
  for (const [key, value] of Object.entries(content.options)) {
    const shape = shapes.find(({ name, flags }) => name === key || flags.includes(key.replace(/^--/, '')));
    const pointer = `${file}: ${key}`;
    const fault = (message: string) => faults.push({ pointer, message });
    if (shape === undefined) fault('is no option');
    else if (values.has(shape.name)) fault('is given twice, under two of its names');
    else if (value === null) fault('has no value');
    else {
      values.set(shape.name, fromFolder(shape, meant(shape, value), dirname(resolve(file))));
      places.set(shape.name, pointer);
    }
  }
  return { values, places, faults };
}

function parseFile(file: string): { readonly options: object } | { readonly fault: string } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { fault: `cannot be read [${code}]` };
  }
  // JSON is YAML too.
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error)
    return { fault: `is neither JSON nor YAML: ${reasonOf(error)} (line ${lines.linePos(error.pos[0]).line})` };
  try {
    const options: unknown = document.toJS({ maxAliasCount: 100 });
    const isMap = typeof options === 'object' && options !== null && !Array.isArray(options);
    return isMap ? { options } : { fault: 'is no map of options' };
  } catch {
    // The text of the error would quote the value, which may be a secret that begins with "*".
    return { fault: 'has an alias (*name) that stands for nothing, or for too much; quote values that begin with "*"' };
  }
}

/** What a parser says without what it quotes: that may be a secret. */
function reasonOf({ message }: Error): string {
  return message.replace(/: ["'|>].*$/s, '');
}

/** A text is read as in a variable, but one entry of a list stands for itself. */
function meant(shape: OptionShape, value: unknown): unknown {
  if (typeof value !== 'string') return shape.kind === 'map' ? textsOf(value) : value;
  return shape.kind === 'list' && !value.startsWith('[') ? [value] : readText(shape, value);
}

function fromFolder({ name }: OptionShape, value: unknown, folder: string): unknown {
  if (!PATHS.has(name)) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => absolute(item, folder));
  return absolute(value, folder);
}

function absolute(value: unknown, folder: string): unknown {
  const stays = typeof value !== 'string' || value === '' || value === '-' || /^[a-z][a-z0-9+.-]+:|[{\n]/i.test(value);
  return stays ? value : resolve(folder, value);
}
