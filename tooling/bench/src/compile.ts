// Measures how long the compiler takes for small and huge documents, and how much memory at its peak. Run: pnpm --filter @mcpm/bench compile
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { documents } from './documents.ts';
import { line, print } from './figures.ts';

const RUNS = 7;
const one = fileURLToPath(new URL('compile-one.ts', import.meta.url));

interface Compiled {
  readonly ms: number;
  readonly tools: number;
  readonly peakMb: number;
}

for (const { name, file } of documents) {
  const runs = Array.from({ length: RUNS }, (): Compiled =>
    JSON.parse(execFileSync(process.execPath, [one, file], { encoding: 'utf8' })),
  );
  print(
    line(
      `${name}: compile, ${runs[0]?.tools} tools`,
      runs.map(({ ms }) => ms),
      'ms',
    ),
  );
  print(
    line(
      `${name}: peak memory`,
      runs.map(({ peakMb }) => peakMb),
      'MB',
    ),
  );
}
