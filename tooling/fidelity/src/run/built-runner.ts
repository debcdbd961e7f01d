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

/** What it is built from, below the packages: what is bundled, and what bundles it. */
const FOLDERS = ['runner/src', 'openapi/src', 'domain/src', 'runner/bundling'];
const FILES = ['runner/bundle.mjs', 'runner/package.json'];

/** When the youngest of it was written; a folder is as young as what was last put into it or taken out. */
function newest(): number {
  const inside = FOLDERS.flatMap((folder) =>
    readdirSync(join(packages, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  return Math.max(...[...FILES, ...FOLDERS, ...inside].map((file) => statSync(join(packages, file)).mtimeMs));
}
