// Owns the arguments that start this server again, as a client needs them: nothing that is usual anyway, and no secret.
import { resolve } from 'node:path';
import type { RunnerOptions } from '@mcpm/domain';
import type { OptionShape } from '../cli/option-shape.ts';
import { withoutLogins } from '../terminal/without-logins.ts';

/** How a server is started again. */
export interface StartedAgain {
  readonly args: readonly string[];
  /** Variables of secrets that have to be given. */
  readonly secrets: readonly string[];
}

/** Options that say how it was started this time. */
const OWN = new Set(['openapi', 'transport', 'port', 'host', 'managed', 'watch', 'logLevel']);
/** Options that name files or folders. */
const PATHS = new Set(['overlays', 'clientCert', 'clientKey', 'ca', 'fileRoots', 'saveDir', 'cacheDir', 'unixSocket']);

/** The arguments behind the name of the package. Paths are absolute, for clients start servers somewhere else. */
export function serverArguments(options: RunnerOptions, shapes: readonly OptionShape[]): StartedAgain {
  const args: string[] = [];
  const secrets: string[] = [];
  if (hasLogin(options.openapi)) secrets.push('MCPM_OPENAPI');
  else args.push('--openapi', absolute(options.openapi));
  for (const { name, flag, env, secret, fallback } of shapes) {
    const value = options[name];
    if (OWN.has(name) || value === undefined || same(value, fallback)) continue;
    if (secret || hasLogin(value)) secrets.push(env);
    else args.push(...written(flag, value, PATHS.has(name)));
  }
  return { args, secrets };
}

/** Whether a URL in it carries a name and password. */
function hasLogin(value: unknown): boolean {
  const text = JSON.stringify(value);
  return withoutLogins(text) !== text;
}

function written(flag: string, value: unknown, path: boolean): readonly string[] {
  if (value === true) return [`--${flag}`];
  if (value === false) return [`--no-${flag}`];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => written(flag, item, path));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => [`--${flag}`, `${key}=${String(item)}`]);
  return [`--${flag}`, path ? absolute(String(value)) : String(value)];
}

function same(value: unknown, fallback: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(fallback);
}

function absolute(place: string): string {
  return place === '-' || /^[a-z][a-z0-9+.-]+:\/\//i.test(place) ? place : resolve(place);
}
