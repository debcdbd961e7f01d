// Owns a run of the official conformance suite against one URL, and reading what it found.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryHome } from '@mcpm/test-kit';

/** The revisions whose requirements the suite knows. */
export type Revision = '2025-11-25' | '2026-07-28';

/** What the suite says of one check. */
export interface Check {
  /** `scenario:check`. */
  readonly id: string;
  readonly scenario: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  readonly message: string;
}

/** The tasks extension is not offered, and its scenarios, which no revision requires, do not all end. */
const LEFT_OUT = /^tasks-/;

const suite = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'));

/** Runs every scenario of a revision, required or only reported, but the tasks extension's, and returns their checks in the order of their ids. Rejects when the suite ran nothing. */
export async function runSuite(url: string, revision: Revision): Promise<readonly Check[]> {
  await using home = temporaryHome();
  const args = ['server', '--url', url, '--requirements', revision, '--output-dir', home.path];
  const child = spawn(process.execPath, [suite, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home.path },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  await once(child, 'close');
  const folders = readdirSync(home.path).filter((name) => name.startsWith('server-'));
  if (folders.length === 0) throw new Error(`The conformance suite ran nothing: ${said}`);
  return folders
    .filter((folder) => !LEFT_OUT.test(scenarioOf(folder)))
    .flatMap((folder) => readChecks(join(home.path, folder), scenarioOf(folder)))
    .toSorted((left, right) => left.id.localeCompare(right.id));
}

/** `server-<scenario>-<time>` → scenario. */
function scenarioOf(folder: string): string {
  return folder.replace(/^server-/, '').replace(/-\d{4}-\d{2}-\d{2}T[\dZ-]+$/, '');
}

function readChecks(folder: string, scenario: string): Check[] {
  const checks: unknown = JSON.parse(readFileSync(join(folder, 'checks.json'), 'utf8'));
  if (!Array.isArray(checks)) throw new Error(`${scenario}: checks.json is no list`);
  return checks.map(({ id, status, errorMessage = '' }) => ({
    id: `${scenario}:${id}`,
    scenario,
    status,
    message: errorMessage,
  }));
}
