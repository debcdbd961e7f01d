// Owns how a server definition becomes the process that runs it.
import type { ProcessSpecInput, RunnerOptionsInput, ServerDefinition, ServerSecrets } from '@mcpm/domain';
import { runnerArguments } from './runner-arguments.ts';
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

/** The process of a definition: the runner under the managed protocol, its port reserved, its secrets in the environment. */
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
  const { argv, env } = runnerArguments(options);
  return {
    id: definition.id,
    name: definition.name,
    command: settings.command,
    args: [settings.runnerScript, ...argv],
    env: { ...definition.env, ...env },
    cwd: definition.cwd,
    managed: true,
    stdout: listens ? 'log' : 'pipe',
    listen: listens && definition.port !== undefined ? { host: settings.host, port: definition.port } : undefined,
    restart: { ...settings.restart, ...definition.restart },
    health: { ...settings.health, ...definition.health },
    timeouts: settings.timeouts,
  };
}
