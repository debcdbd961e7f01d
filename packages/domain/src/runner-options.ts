// Owns the options of the runner: one schema from which its command line, the manager's command builder and the console's CLI page are made.
import * as z from 'zod';
import { answerOptions } from './runner-options/answer-options.ts';
import { clientOptions } from './runner-options/client-options.ts';
import { documentOptions } from './runner-options/document-options.ts';
import { processOptions } from './runner-options/process-options.ts';
import { toolOptions } from './runner-options/tool-options.ts';
import { upstreamOptions } from './runner-options/upstream-options.ts';
import { runnerOptionMeta, type RunnerOptionMeta } from './runner-options/option-meta.ts';

const groups = {
  'The document': documentOptions,
  'The clients': clientOptions,
  'The tools': toolOptions,
  'The upstream': upstreamOptions,
  'The answers': answerOptions,
  'The process': processOptions,
};

/** Every option of the runner, camel-cased as the owner's document names them. */
export const RunnerOptions = z.object({
  ...documentOptions,
  ...clientOptions,
  ...toolOptions,
  ...upstreamOptions,
  ...answerOptions,
  ...processOptions,
});
export type RunnerOptions = z.infer<typeof RunnerOptions>;
/** Options as callers give them: everything with a default may be left out. */
export type RunnerOptionsInput = z.input<typeof RunnerOptions>;

/** One option with its command line facts. */
export interface RunnerOption extends RunnerOptionMeta {
  /** Title of the part it belongs to, as a help text shows it. */
  readonly group: string;
  readonly name: keyof RunnerOptions;
  readonly schema: z.ZodType;
}

/** Every option in the order of the schema. */
export function listRunnerOptions(): RunnerOption[] {
  return Object.entries(groups).flatMap(([group, shape]) =>
    Object.entries<z.ZodType>(shape).map(([name, schema]) => {
      const meta = runnerOptionMeta.get(schema);
      if (!meta) throw new Error(`The runner option "${name}" has no command line facts.`);
      return { ...meta, group, name: name as keyof RunnerOptions, schema };
    }),
  );
}
