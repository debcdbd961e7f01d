// The command that runs the acceptance table against the built runner. Run: pnpm fidelity [--only REGEX] [--pass REGEX] [--json] [--write]
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { listCases } from './catalogue.ts';
import { fidelityPage } from './report/fidelity-page.ts';
import { printFailures, printScore, printTable } from './report/print-score.ts';
import { scoreOf } from './report/score.ts';
import { builtRunner } from './run/built-runner.ts';
import { PASSES } from './run/pass.ts';
import { runCases } from './run/run-cases.ts';

const LANES = 2;

const USAGE = `Usage: pnpm fidelity [--only REGEX] [--pass REGEX] [--json] [--write] [--runner FILE]
  --only REGEX   only the cases whose id matches
  --pass REGEX   only the passes whose name matches; the first one always runs
  --json         the score and the failures as JSON
  --write        write docs/fidelity.md; not together with --only or --pass
  --runner FILE  this runner instead of packages/runner/dist/bin.js
`;

const options = readOptions(process.argv.slice(2));
if (options === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 64;
} else {
  process.exitCode = await run(options);
}

async function run(given: Options): Promise<number> {
  const cases = listCases().filter(({ id }) => given.only.test(id));
  if (cases.length === 0) {
    process.stderr.write('No case has such an id.\n');
    return 64;
  }
  const from = performance.now();
  const bin = given.runner ?? (await builtRunner((line) => process.stderr.write(`${line}\n`)));
  const passes = PASSES.filter(({ name }, index) => index === 0 || given.pass.test(name));
  const score = scoreOf(cases, await runCases({ cases, passes, bin, lanes: LANES }));
  if (given.write) {
    writeFileSync(fileURLToPath(new URL('../../../docs/fidelity.md', import.meta.url)), fidelityPage(cases, score));
  }
  if (given.json) {
    process.stdout.write(`${JSON.stringify(score, null, 2)}\n`);
  } else {
    const failures = score.failures.length === 0 ? '' : `\n${printFailures(score.failures)}\n`;
    const seconds = Math.round((performance.now() - from) / 1000);
    const { passed, total } = score.outcomes;
    process.stdout.write(
      `${printTable(score)}\n${failures}\n${printScore(score)} in ${seconds} s\n${passed} passed, ${total - passed} failed\n`,
    );
  }
  return score.failures.length === 0 ? 0 : 1;
}

interface Options {
  readonly only: RegExp;
  readonly pass: RegExp;
  readonly json: boolean;
  readonly write: boolean;
  readonly runner: string | undefined;
}

/** The options, or `undefined` for what cannot be understood. */
function readOptions(args: readonly string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        pass: { type: 'string' },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        runner: { type: 'string' },
      },
    });
    if (values.write && (values.only !== undefined || values.pass !== undefined)) return undefined;
    return {
      only: new RegExp(values.only ?? ''),
      pass: new RegExp(values.pass ?? ''),
      json: values.json,
      write: values.write,
      runner: values.runner,
    };
  } catch {
    // An unknown option, or no regular expression: the usage says what can be given.
    return undefined;
  }
}
