// `npm test`: installs everything, builds, runs every test (unit, process, API, browser) and closes with "N passed, N failed".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './browser.mjs';
import { build, environment, install, node, root, run } from './workspace.mjs';

const say = (text) => process.stdout.write(`mcpm: ${text}\n`);

await install('all', say);
await build('all', say);

const browser = await findBrowser();
if (!browser) {
  process.stderr.write(
    'mcpm: no Chromium was found, and it cannot be installed here. Install it (Debian: apt-get install chromium) or name one in MCPM_BROWSER.\n0 passed, 1 failed\n',
  );
  process.exit(1);
}

const directory = mkdtempSync(join(tmpdir(), 'mcpm-test-'));
const report = join(directory, 'report.json');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const args = [
  vitest,
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
const code = await run(node, args, { env: environment({ MCPM_BROWSER: browser, NO_COLOR: '1' }) });

/** Counts of the run; a test that was skipped, or a file that could not be read, is a failure. */
function counts() {
  try {
    const {
      numPassedTests: passed,
      numFailedTests,
      numPendingTests,
      numTodoTests,
      success,
    } = JSON.parse(readFileSync(report, 'utf8'));
    const failed = numFailedTests + numPendingTests + numTodoTests;
    return { passed, failed: failed === 0 && (!success || code !== 0) ? 1 : failed };
  } catch (error) {
    process.stderr.write(`mcpm: the tests left no report: ${error.message}\n`);
    return { passed: 0, failed: 1 };
  }
}

const { passed, failed } = counts();
rmSync(directory, { recursive: true, force: true });
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
