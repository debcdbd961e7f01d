// One runner for every test of the repository; sources are read through the export condition `mcpm-source`, so no build is needed for unit tests.
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const conditions = ['mcpm-source'];

/** A group of tests; groups run one after the other, in their order. */
function group(
  name: string,
  order: number,
  settings: { readonly include: string[]; readonly maxWorkers?: number },
): TestProjectConfiguration {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      ...settings,
      name,
      sequence: { groupOrder: order },
      setupFiles: ['tooling/test-kit/src/fail-on-warning.ts'],
      execArgv: ['--conditions=mcpm-source'],
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      group('packages', 0, {
        include: [
          'packages/*/test/**/*.test.ts',
          'apps/*/test/**/*.test.ts',
          'tooling/{corpus,test-kit}/test/**/*.test.ts',
          'examples/*/test/**/*.test.ts',
        ],
      }),
      // The built product, one file at a time: `npm start` in one of them may write what the others run.
      group('e2e', 1, { include: ['tooling/{conformance,e2e,fidelity}/test/**/*.test.ts'], maxWorkers: 1 }),
    ],
  },
});
