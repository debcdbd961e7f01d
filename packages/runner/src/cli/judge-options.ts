// Owns the judgement of the schema: options, or complaints in words that help.
import { RunnerOptions } from '@mcpm/domain';
import { withoutLogins } from '../terminal/without-logins.ts';
import type { OptionShape } from './option-shape.ts';

/** What is wrong with the value of an option. */
interface OptionComplaint {
  readonly shape: OptionShape | undefined;
  readonly message: string;
}

/** Options, or everything that is wrong with the values. */
export type JudgedOptions = { readonly options: RunnerOptions } | { readonly complaints: readonly OptionComplaint[] };

/** Judges raw values by option name. */
export function judgeOptions(raw: Readonly<Record<string, unknown>>, shapes: readonly OptionShape[]): JudgedOptions {
  const parsed = RunnerOptions.safeParse(raw);
  if (parsed.success) return { options: parsed.data };
  return {
    complaints: parsed.error.issues.map(({ path, message }) => {
      const shape = shapes.find((candidate) => candidate.name === path[0]);
      return { shape, message: explain(shape, raw, message) };
    }),
  };
}

function explain(shape: OptionShape | undefined, raw: Readonly<Record<string, unknown>>, complaint: string): string {
  if (shape === undefined) return complaint;
  const value = raw[shape.name];
  if (value === undefined)
    return `is missing: give --${shape.flag} ${shape.placeholder ?? 'VALUE'} or set ${shape.env}`;
  const shown = shape.secret ? 'the value' : withoutLogins(JSON.stringify(value));
  return `${shown} does not fit: ${allowed(shape) ?? complaint}`;
}

/** What the JSON Schema of a number says: each has a least value, and its greatest may be only that of exact numbers. */
function rangeOf({ minimum, maximum }: OptionShape['accepts']): string {
  const least = `allowed are whole numbers from ${JSON.stringify(minimum)}`;
  return maximum === Number.MAX_SAFE_INTEGER ? least : `${least} to ${JSON.stringify(maximum)}`;
}

function allowed(shape: OptionShape): string | undefined {
  if (shape.kind === 'choice') return `allowed are ${shape.choices.join(', ')}`;
  if (shape.kind === 'switch') return 'allowed are true and false';
  if (shape.kind === 'number') return rangeOf(shape.accepts);
  if (shape.kind === 'map') return `write ${shape.placeholder ?? 'NAME=VALUE'}, or a JSON object of texts`;
  return undefined;
}
