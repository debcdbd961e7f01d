// Owns what a runner may reach under Node's permission model: the arguments of Node that grant it exactly that.
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunnerOptionsInput } from '@mcpm/domain';
import type { SandboxSettings } from './settings.ts';

/** A runner that is about to be started. */
export interface SandboxedRunner {
  readonly options: RunnerOptionsInput;
  /** Its own variables; those of the runner's options count where the option itself is not given. */
  readonly env: Readonly<Record<string, string>>;
  /** Where relative paths begin. */
  readonly cwd: string;
  /** Whether its document is a file of the manager's, among those of other servers. */
  readonly inline: boolean;
}

/** The warning that the network is granted by a young option says nothing new with each start. */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--permission', '--allow-net'];

/**
 * Arguments of Node (25 and later) for a runner: the network; to read, its code, its document with the folder around it, overlays, certificates and file
 * roots; to write, its caches and saved answers. No child processes, workers, addons, or other files.
 */
export function sandboxArguments(runner: SandboxedRunner, settings: SandboxSettings): string[] {
  const { options, env, cwd } = runner;
  const given = (value: string | undefined, variable: string) => value ?? env[variable];
  const files = [
    given(options.clientCert, 'MCPM_CLIENT_CERT'),
    given(options.clientKey, 'MCPM_CLIENT_KEY'),
    given(options.ca, 'MCPM_CA'),
    ...(options.fileRoots ?? readList(env['MCPM_FILE_ROOTS'])),
  ];
  const documents = [
    ...(options.overlays ?? readList(env['MCPM_OVERLAYS'])),
    // What stands in a file of options is read from its folder, so that is granted too.
    given(undefined, 'MCPM_CONFIG'),
  ];
  const absolute = (path: string) => resolve(cwd, path);
  const own = pathOf(options.openapi);
  const reads = [
    ...settings.code,
    ...(own === undefined ? [] : [runner.inline ? absolute(own) : around(absolute(own), settings)]),
    ...documents.flatMap((path) => pathOf(path) ?? []).map((path) => around(absolute(path), settings)),
    ...files.flatMap((path) => path ?? []).map(absolute),
  ];
  const saved = given(options.saveDir, 'MCPM_SAVE_DIR');
  const cache = given(options.cacheDir, 'MCPM_CACHE_DIR');
  const writes = [
    ...[settings.cache, saved, cache].flatMap((path) => path ?? []).flatMap((path) => withContents(absolute(path))),
    join(env['TMPDIR'] ?? settings.temporary, 'mcpm-answers-*'),
  ];
  const grant = (what: 'read' | 'write', paths: readonly string[]) =>
    [...new Set(paths)].map((path) => `--allow-fs-${what}=${path}`);
  return [...FLAGS, ...grant('read', [...reads, ...writes]), ...grant('write', writes)];
}

/** The path a document is named by; `undefined` for one that is no file. */
function pathOf(named: string | undefined): string | undefined {
  if (named === undefined || /^https?:/i.test(named)) return undefined;
  return /^file:/i.test(named) ? fileURLToPath(named) : named;
}

/** The folder of a file, because documents refer to others beside them; the file alone where the folder holds what no server may see. */
function around(file: string, { closed, temporary }: SandboxSettings): string {
  const folder = dirname(file);
  const meets = (other: string) => isWithin(other, folder) || isWithin(folder, other);
  return folder === dirname(folder) || folder === temporary || closed.some(meets) ? file : folder;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}${sep}`);
}

/** A folder that may not be there yet has to be granted apart from what will be in it. */
function withContents(folder: string): string[] {
  return [folder, join(folder, '*')];
}

/** A list as the runner reads it from a variable: a JSON array, or names with commas between them. */
function readList(text = ''): string[] {
  try {
    const parsed: unknown = JSON.parse(text);
    if (Array.isArray(parsed)) return parsed.filter((item) => typeof item === 'string');
  } catch {
    // No JSON, so names with commas.
  }
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
