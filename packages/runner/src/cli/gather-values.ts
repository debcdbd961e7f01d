// Owns which of several places a value is taken from: argument, variable, file.
import type { Fault } from '@mcpm/domain';
import { readText, type OptionShape } from './option-shape.ts';

/** The places. */
export interface ValuePlaces {
  /** Values of arguments by option name. */
  readonly arguments: ReadonlyMap<string, unknown>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The file of options, if any. */
  readonly config: string | undefined;
}

/** The values that count. */
export interface GatheredValues {
  /** By option name. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** Where a value stands that is no argument: its variable, or its key in the file. */
  readonly places: ReadonlyMap<string, string>;
  /** What is wrong with the file as a whole, or with keys of it. */
  readonly faults: readonly Fault[];
}

/** The variable that names the file of options. */
const CONFIG_VARIABLE = 'MCPM_CONFIG';

/** An argument wins over its variable, a variable over the file; an empty variable is none. */
export async function gatherValues(shapes: readonly OptionShape[], places: ValuePlaces): Promise<GatheredValues> {
  const { arguments: given, env } = places;
  const file = places.config ?? (env[CONFIG_VARIABLE] || undefined);
  const config = file === undefined ? undefined : (await import('./read-config.ts')).readConfig(file, shapes);
  const raw: Record<string, unknown> = {};
  const found = new Map<string, string>();
  for (const shape of shapes) {
    const { name } = shape;
    const variable = env[shape.env];
    if (given.has(name)) raw[name] = given.get(name);
    else if (variable !== undefined && variable !== '') {
      raw[name] = readText(shape, variable);
      found.set(name, shape.env);
    } else if (config?.values.has(name)) {
      raw[name] = config.values.get(name);
      found.set(name, config.places.get(name) ?? '');
    }
  }
  // An IPv6 address may be written as it stands in a URL.
  if (typeof raw['host'] === 'string') raw['host'] = raw['host'].replace(/^\[(.+)\]$/, '$1');
  return { raw, places: found, faults: config?.faults ?? [] };
}
