// Owns the options of the runner that say the process itself.
import * as z from 'zod';
import { runnerOptionMeta } from './option-meta.ts';

/** The process. */
export const processOptions = {
  managed: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'managed',
    env: 'MCPM_MANAGED',
    description: 'Speak with a supervisor over the IPC channel',
  }),
  autoRestart: z.boolean().default(false).register(runnerOptionMeta, {
    flag: 'auto-restart',
    env: 'MCPM_AUTO_RESTART',
    description: 'Start again after a crash (without a manager)',
  }),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info').register(runnerOptionMeta, {
    flag: 'log-level',
    env: 'LOG_LEVEL',
    placeholder: 'debug|info|warn|error',
    description: 'Lowest level written to standard error',
  }),
};
