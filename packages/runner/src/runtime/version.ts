// Owns the version of this package; the bundle puts the number here, the source reads it from package.json.
import { readFileSync } from 'node:fs';

declare const MCPM_RUNNER_VERSION: string | undefined;
declare const MCPM_RUNNER_BUILD: string | undefined;

/** The version of the runner, as in its package.json. */
export function runnerVersion(): string {
  if (typeof MCPM_RUNNER_VERSION === 'string') return MCPM_RUNNER_VERSION;
  const facts: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof facts === 'object' && facts !== null && 'version' in facts ? String(facts.version) : 'unknown';
}

/** What this build is made of, as a hash; `undefined` when the source runs as it is. */
export function runnerBuild(): string | undefined {
  return typeof MCPM_RUNNER_BUILD === 'string' ? MCPM_RUNNER_BUILD : undefined;
}
