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
  const compiling = ['--openapi', file, '--no-cache'];
  const keeping = ['--openapi', file, '--cache-dir', folder];
  // These fill the caches, of code and of documents. The timed runs follow one another without a pause: a processor that was idle is slow at first.
  await listOnce(keeping, true);
  const rests = { compiled: await listOnce(compiling, true), cached: await listOnce(keeping, true) };
  for (let run = 0; run < RUNS; run += 1) {
    compiled.push(await listOnce(compiling));
    cached.push(await listOnce(keeping));
  }
  rmSync(folder, { recursive: true, force: true });
  for (const [how, runs, rest] of [
    ['compiled', compiled, rests.compiled],
    ['from cache', cached, rests.cached],
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
    print(`${name}, ${how}: memory at rest (RSS) ${rest.rssAtRest?.toFixed(0)} MB`);
  }
  print(`${name}: the list has ${compiled[0]?.bytes} bytes`);
}
