// One runner for every test of the repository; sources are read through the export condition `mcpm-source`, so no build is needed for unit tests.
import { defineConfig } from 'vitest/config';

const conditions = ['mcpm-source'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      'packages/*/test/**/*.test.ts',
      'apps/*/test/**/*.test.ts',
      'tooling/*/test/**/*.test.ts',
      'examples/*/test/**/*.test.ts',
    ],
    setupFiles: ['tooling/test-kit/src/fail-on-warning.ts'],
    execArgv: ['--conditions=mcpm-source'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
});
