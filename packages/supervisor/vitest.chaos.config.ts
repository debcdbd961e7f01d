// The long part of the chaos suite, for `pnpm chaos`: one file at a time, in minutes and not in seconds.
import { defineConfig } from 'vitest/config';

const conditions = ['mcpm-source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    root: import.meta.dirname,
    include: ['test/chaos/long/*.chaos.ts'],
    setupFiles: ['../../tooling/test-kit/src/fail-on-warning.ts'],
    execArgv: ['--conditions=mcpm-source'],
    maxWorkers: 1,
    testTimeout: 600_000,
    hookTimeout: 60_000,
  },
});
