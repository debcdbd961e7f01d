// Owns the quick way to options: values that plainly fit, and defaults; no schema is loaded.
import type { RunnerOptions } from '@mcpm/domain';
import { compileAccept } from '../accept/compile-accept.ts';
import type { OptionShape } from './option-shape.ts';

/** The options, as the schema would have them; `undefined` where it has to judge, for one that is missing too. */
export function acceptOptions(
  raw: Readonly<Record<string, unknown>>,
  shapes: readonly OptionShape[],
): RunnerOptions | undefined {
  const options: Record<string, unknown> = {};
  for (const { name, accepts, fallback, required } of shapes) {
    const value = raw[name];
    if (value === undefined) {
      if (required) return undefined;
      if (fallback !== undefined) options[name] = fallback;
    } else if (compileAccept(accepts)(value)) options[name] = value;
    else return undefined;
  }
  return whole(options);
}

/** The table was made from the schema: what it lets through, and its defaults, are what the schema would have said; a test holds both equal. */
function whole(options: object): RunnerOptions;
function whole(options: object): object {
  return options;
}
