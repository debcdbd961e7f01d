// Owns finding the built runner, and building it where that is missing or older than what it is built from.
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the packages, seen from the one that is depended on. */
const packages = fileURLToPath(new URL('..', import.meta.resolve('@mcpm/runner/package.json')));

/** The path of the built `mcpm-runner`. It is built first if need be; `say` is told how. Rejects if it cannot be. */
export async function builtRunner(say: (line: string) => void): Promise<string> {
  const bin = join(packages, 'runner/dist/bin.js');
  const built = statSync(bin, { throwIfNoEntry: false })?.mtimeMs;
  const reason = built === undefined ? 'missing' : newest() > built ? 'older than its sources' : undefined;
  if (reason === undefined) return bin;
  say(`packages/runner/dist is ${reason}: node packages/runner/bundle.mjs`);
  await promisify(execFile)(process.execPath, [join(packages, 'runner/bundle.mjs')]);
  return bin;
}

/** When the youngest source of the runner was written. */
function newest(): number {
  const files = ['runner', 'openapi', 'domain'].flatMap((name) => {
    const folder = join(packages, name, 'src');
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
  });
  return Math.max(...[join(packages, 'runner/bundle.mjs'), ...files].map((file) => statSync(file).mtimeMs));
}
