// Measures the runner from process start to tools/list answered on stdio, compiling and from its cache, in turn. Run: pnpm --filter @mcpm/bench runner-start
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents } from './documents.ts';
import { line, print } from './figures.ts';
import { listOnce, type ListFigures } from './list-once.ts';

const RUNS = 9;

for (const { name, file } of documents) {
  const folder = mkdtempSync(join(tmpdir(), 'mcpm-bench-'));
  const compiled: ListFigures[] = [];
  const cached: ListFigures[] = [];
  // The first run of each fills the caches, of code and of documents.
  for (let run = 0; run <= RUNS; run += 1) {
    const cold = await listOnce(['--openapi', file, '--no-cache']);
    const warm = await listOnce(['--openapi', file, '--cache-dir', folder]);
    if (run === 0) continue;
    compiled.push(cold);
    cached.push(warm);
  }
  rmSync(folder, { recursive: true, force: true });
  for (const [how, runs] of [
    ['compiled', compiled],
    ['from cache', cached],
  ] as const) {
    print(
      line(
        `${name}, ${how}: start to list`,
        runs.map(({ ms }) => ms),
        'ms',
      ),
    );
    print(
      line(
        `${name}, ${how}: memory then (RSS)`,
        runs.map(({ rss }) => rss),
        'MB',
      ),
    );
    print(
      line(
        `${name}, ${how}: memory at rest (RSS)`,
        runs.map(({ rssAtRest }) => rssAtRest),
        'MB',
      ),
    );
  }
  print(`${name}: the list has ${compiled[0]?.bytes} bytes`);
}
