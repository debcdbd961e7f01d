// Owns `pnpm conformance`: every run of the suite, a table of its scenarios, and what is unmet with its reason. Exit code 1 if anything is not as expected.
import { judgedRunner } from './run/judged-runner.ts';
import { differences, judge, ofAnyTransport } from './suite/judge.ts';
import { FACES, runFace } from './suite/run-faces.ts';
import type { Check } from './suite/run-suite.ts';
import { UNMET } from './suite/unmet.ts';

const bin = await judgedRunner();
const runs: { readonly name: string; readonly revision: string; readonly checks: readonly Check[] }[] = [];
let wrong = 0;
for (const face of FACES) {
  const checks = await runFace(bin, face);
  const first = runs.find(({ revision }) => revision === face.revision);
  const judged = first === undefined ? checks : ofAnyTransport(checks);
  const verdict = first === undefined ? judge(checks, face.revision, UNMET) : { unexpected: [], stale: [] };
  const lines = [
    ...verdict.unexpected.map((line) => `  failed: ${line}`),
    ...verdict.stale.map((line) => `  passes, though listed as unmet: ${line}`),
    ...(first === undefined
      ? []
      : differences(ofAnyTransport(first.checks), judged).map((line) => `  differs: ${line}`)),
  ];
  wrong += lines.length;
  const passed = judged.filter(({ status }) => status === 'SUCCESS').length;
  const failed = judged.filter(({ status }) => status === 'FAILURE').length;
  process.stdout.write(`${face.revision} over ${face.transport}: ${passed} checks passed, ${failed} failed\n`);
  for (const line of lines) process.stdout.write(`${line}\n`);
  runs.push({ name: face.transport, revision: face.revision, checks: judged });
}
process.stdout.write('\nUnmet, and why:\n');
for (const { reason, revision = 'both', checks } of UNMET)
  process.stdout.write(`- ${reason} (${revision}: ${checks.join(', ')})\n`);
process.stdout.write(wrong === 0 ? '\nAll as expected.\n' : `\n${wrong} not as expected.\n`);
process.exitCode = wrong === 0 ? 0 : 1;
