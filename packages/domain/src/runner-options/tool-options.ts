// Owns the options of the runner that say what the list of tools may cost.
import * as z from 'zod';
import { runnerOptionMeta } from './option-meta.ts';

/** The tools. */
export const toolOptions = {
  lazy: z.enum(['auto', 'always', 'never']).default('auto').register(runnerOptionMeta, {
    flag: 'lazy',
    env: 'MCPM_LAZY',
    placeholder: 'auto|always|never',
    description:
      'Three tools to search, describe and call instead of one for each operation; auto: when the list is over its budget',
  }),
  listBudget: z.int().min(0).default(20_000).register(runnerOptionMeta, {
    flag: 'list-budget',
    env: 'MCPM_LIST_BUDGET',
    placeholder: 'TOKENS',
    description: 'Tokens the list of tools may cost before it is served lazily',
  }),
  nameBudget: z.int().min(12).max(128).default(64).register(runnerOptionMeta, {
    flag: 'name-budget',
    env: 'MCPM_NAME_BUDGET',
    placeholder: 'CHARACTERS',
    description: 'Longest tool name',
  }),
  descriptionBudget: z.int().min(40).max(16_384).default(1_000).register(runnerOptionMeta, {
    flag: 'description-budget',
    env: 'MCPM_DESCRIPTION_BUDGET',
    placeholder: 'CHARACTERS',
    description: 'Longest description of a tool',
  }),
  outputSchemas: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'output-schemas',
    env: 'MCPM_OUTPUT_SCHEMAS',
    description: 'Say in the list what each tool answers; costs tokens',
  }),
};
