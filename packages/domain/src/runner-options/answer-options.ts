// Owns the options of the runner that say what becomes of answers.
import * as z from 'zod';
import { runnerOptionMeta } from './option-meta.ts';

/** The answers. */
export const answerOptions = {
  answerBudget: z.int().min(0).default(10_000).register(runnerOptionMeta, {
    flag: 'answer-budget',
    env: 'MCPM_ANSWER_BUDGET',
    placeholder: 'TOKENS',
    description: 'Tokens of one answer; the rest is read with the tool read_answer; 0: no bound',
  }),
  paginate: z.int().min(1).max(1_000).default(1).register(runnerOptionMeta, {
    flag: 'paginate',
    env: 'MCPM_PAGINATE',
    placeholder: 'PAGES',
    description: 'Pages of a paginated answer that one call collects',
  }),
  maxResponse: z.int().min(1024).default(10_485_760).register(runnerOptionMeta, {
    flag: 'max-response',
    env: 'MCPM_MAX_RESPONSE',
    placeholder: 'BYTES',
    description: 'Bytes read of an upstream answer',
  }),
  saveAbove: z.int().min(1024).default(1_048_576).register(runnerOptionMeta, {
    flag: 'save-above',
    env: 'MCPM_SAVE_ABOVE',
    placeholder: 'BYTES',
    description: 'Answers of bytes above this are saved and linked instead of sent',
  }),
  saveDir: z.string().min(1).optional().register(runnerOptionMeta, {
    flag: 'save-dir',
    env: 'MCPM_SAVE_DIR',
    placeholder: 'FOLDER',
    description: 'Where answers are saved and stay; without it a folder that goes with the process',
  }),
};
