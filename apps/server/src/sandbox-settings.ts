// Owns whether runners are sandboxed by Node's permission model, and what every one of them may reach then.
import { readFileSync, realpathSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SandboxSettings } from '@mcpm/manager';
import type { Configuration } from './env.ts';
import type { Home } from './home.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The first line of Node in which the network is something that can be granted; before, it is open whatever is said. */
const FIRST_NODE = 25;

/**
 * The sandbox of the runners; `undefined` where it is switched off, where Node is too old, and for a script of somebody else, of which nobody knows what
 * it has to read.
 */
export function sandboxSettings(
  { MCPM_SANDBOX, MCP_SERVER_SCRIPT_PATH }: Pick<Configuration, 'MCPM_SANDBOX' | 'MCP_SERVER_SCRIPT_PATH'>,
  home: Home,
  node = process.versions.node,
): SandboxSettings | undefined {
  if (MCPM_SANDBOX === 'off' || Number.parseInt(node) < FIRST_NODE) return undefined;
  const code = codeOf(MCP_SERVER_SCRIPT_PATH);
  if (code === undefined) return undefined;
  const closed = [home.data, home.config, home.logs, home.run, home.cache, join(homedir(), '.ssh')];
  return { code, cache: home.cache, temporary: tmpdir(), closed };
}

/** What our own script loads: the runner beside it in this repository, or the package it is in. */
function codeOf(script: string): string[] | undefined {
  try {
    const real = realpathSync(script);
    const isOurs = real === realpathSync(resolve(root, 'scripts/mcp-server-runner.js'));
    if (isOurs) return [real, realpathSync(resolve(root, 'packages/runner/dist'))];
    const folder = dirname(dirname(real));
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const name = typeof manifest === 'object' && manifest !== null && 'name' in manifest ? manifest.name : undefined;
    return name === '@mcpm/runner' ? [folder] : undefined;
  } catch {
    // A script that is not there, or in no package: the start says what is wrong with it.
    return undefined;
  }
}
