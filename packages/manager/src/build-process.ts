// Owns how a server definition becomes the process that runs it.
import {
  DOCUMENT_PLACES_VARIABLE,
  type ProcessSpecInput,
  type RunnerOptionsInput,
  type ServerDefinition,
  type ServerSecrets,
} from '@mcpm/domain';
import { join } from 'node:path';
import { runnerArguments } from './runner-arguments.ts';
import { sandboxArguments } from './sandbox-arguments.ts';
import { secretOptions } from './secrets.ts';
import type { ManagerSettings } from './settings.ts';

/** The runner's options for a definition, without what only the manager adds. */
export function runnerOptions(definition: ServerDefinition, secrets: ServerSecrets): RunnerOptionsInput {
  const { auth, headers, credentials } = secretOptions(secrets);
  const listens = definition.transport !== 'stdio';
  return {
    ...definition.runner,
    openapi: definition.openapiUrl,
    transport: definition.transport,
    port: listens ? definition.port : undefined,
    endpoint: listens ? definition.endpoint : undefined,
    watch: definition.watch,
    baseUrl: definition.baseUrl,
    include: definition.filter?.include,
    exclude: definition.filter?.exclude,
    readOnly: definition.filter?.readOnly,
    auth,
    headers,
    credentials,
  };
}

/** The process of a definition: the runner under the managed protocol, its port reserved, its secrets in the environment, sandboxed where that is set. */
export function buildProcess(
  definition: ServerDefinition,
  secrets: ServerSecrets,
  settings: ManagerSettings,
): ProcessSpecInput {
  const listens = definition.transport !== 'stdio';
  const options = {
    ...runnerOptions(definition, secrets),
    managed: true,
    autoRestart: true,
    host: listens ? settings.host : undefined,
  };
  const sandbox = sandboxOf(definition, options, settings);
  const { argv, env } = runnerArguments({ ...options, ...sandbox.options });
  return {
    id: definition.id,
    name: definition.name,
    command: settings.command,
    args: [...sandbox.args, settings.runnerScript, ...argv],
    env: { ...sandbox.env, ...definition.env, ...env, ...guardOf(settings) },
    cwd: definition.cwd,
    managed: true,
    stdout: listens ? 'log' : 'pipe',
    listen: listens && definition.port !== undefined ? { host: settings.host, port: definition.port } : undefined,
    restart: { ...settings.restart, ...definition.restart },
    health: { ...settings.health, ...definition.health },
    timeouts: settings.timeouts,
    containment: settings.containment,
  };
}

/** Where the host of a document may lead that a caller named: its address was judged when the server was made, and is judged again with each connection. */
function guardOf({ documentPlaces }: ManagerSettings): Readonly<Record<string, string>> {
  return documentPlaces === undefined ? {} : { [DOCUMENT_PLACES_VARIABLE]: JSON.stringify(documentPlaces) };
}

interface Sandbox {
  /** Arguments of Node. */
  readonly args: readonly string[];
  readonly options: Pick<RunnerOptionsInput, 'cacheDir'>;
  readonly env: Readonly<Record<string, string>>;
}

/** What a sandbox adds to a process. Its caches are in one folder, because only that may be written. */
function sandboxOf(
  { env = {}, cwd, inline }: ServerDefinition,
  options: RunnerOptionsInput,
  { sandbox }: ManagerSettings,
): Sandbox {
  if (sandbox === undefined) return { args: [], options: {}, env: {} };
  const runner = { options, env, cwd: cwd ?? process.cwd(), inline };
  return {
    args: sandboxArguments(runner, sandbox),
    options: env['MCPM_CACHE_DIR'] === undefined ? { cacheDir: join(sandbox.cache, 'documents') } : {},
    env: { NODE_COMPILE_CACHE: join(sandbox.cache, 'code') },
  };
}
