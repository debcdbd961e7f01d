// Owns the options of the runner that a server definition carries as they are: those without a field of their own there, and without reach into the host.
import * as z from 'zod';
import { RunnerOptions } from './runner-options.ts';

const { shape } = RunnerOptions;

/** How the document is read, what the list of tools may cost and what becomes of answers; what is absent has the runner's default. */
export const RunnerTuning = z.strictObject({
  overlays: shape.overlays.unwrap().optional(),
  externalRefs: shape.externalRefs.unwrap().optional(),
  strict: shape.strict.unwrap().optional(),
  server: shape.server,
  serverVariables: shape.serverVariables.unwrap().optional(),
  lazy: shape.lazy.unwrap().optional(),
  listBudget: shape.listBudget.unwrap().optional(),
  nameBudget: shape.nameBudget.unwrap().optional(),
  descriptionBudget: shape.descriptionBudget.unwrap().optional(),
  outputSchemas: shape.outputSchemas.unwrap().optional(),
  answerBudget: shape.answerBudget.unwrap().optional(),
  paginate: shape.paginate.unwrap().optional(),
  saveAbove: shape.saveAbove.unwrap().optional(),
  timeout: shape.timeout.unwrap().optional(),
  maxResponse: shape.maxResponse.unwrap().optional(),
});
export type RunnerTuning = z.infer<typeof RunnerTuning>;
