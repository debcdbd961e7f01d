// Owns finding the built runner, and building it where that is missing or older than what it is built from.
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the packages, seen from the one that is depended on. */
const packages = fileURLToPath(new URL('..', import.meta.resolve('@mcpm/runner/package.json')));

/** Names another `bin.js` that is to be judged, as of a build that is not in its place yet. */
const CHOICE = 'MCPM_CONFORMANCE_RUNNER';

/** The path of the runner that is judged: the one `MCPM_CONFORMANCE_RUNNER` names, else the built one. That is built first if need be. Rejects if it cannot be. */
export async function builtRunner(): Promise<string> {
  const chosen = process.env[CHOICE];
  if (chosen !== undefined && chosen !== '') return chosen;
  const bin = join(packages, 'runner/dist/bin.js');
  const built = statSync(bin, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined || newest() > built) {
    process.stderr.write('packages/runner/dist is missing or old: node packages/runner/bundle.mjs\n');
    await promisify(execFile)(process.execPath, [join(packages, 'runner/bundle.mjs')]);
  }
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
