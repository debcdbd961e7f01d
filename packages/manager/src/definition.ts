// Owns how a request becomes a server definition, and how a definition is changed.
import type { CreateServer, ServerDefinition, UpdateServer } from '@mcpm/domain';

/** What a new definition needs beside the request. */
export interface DefinitionFacts {
  readonly id: string;
  /** ISO 8601. */
  readonly now: string;
  readonly transport: ServerDefinition['transport'];
  readonly port: number | undefined;
  readonly openapiUrl: string;
  readonly secretNames: readonly string[];
}

/** `undefined` for a cleared field, the change when given, else what it was. */
function changed<T>(change: T | null | undefined, before: T | undefined): T | undefined {
  return change === null ? undefined : (change ?? before);
}

/** The definition a creation request describes. */
export function defineServer(request: CreateServer, facts: DefinitionFacts): ServerDefinition {
  const { authToken: _auth, headers: _headers, credentials: _credentials, openapi, ...settings } = request;
  return {
    ...settings,
    id: facts.id,
    transport: facts.transport,
    port: facts.port,
    openapiUrl: facts.openapiUrl,
    inline: openapi !== undefined,
    endpoint: request.endpoint ?? '/mcp',
    secretNames: [...facts.secretNames],
    createdAt: facts.now,
    updatedAt: facts.now,
  };
}

/** The definition after a change request. */
export function redefineServer(
  before: ServerDefinition,
  request: UpdateServer,
  facts: Omit<DefinitionFacts, 'id'>,
): ServerDefinition {
  return {
    ...before,
    name: request.name ?? before.name,
    transport: facts.transport,
    port: facts.port,
    openapiUrl: facts.openapiUrl,
    inline: request.openapi === undefined ? request.openapiUrl === undefined && before.inline : true,
    endpoint: request.endpoint ?? before.endpoint,
    baseUrl: changed(request.baseUrl, before.baseUrl),
    cwd: changed(request.cwd, before.cwd),
    env: request.env ?? before.env,
    watch: request.watch ?? before.watch,
    filter: changed(request.filter, before.filter),
    runner: changed(request.runner, before.runner),
    restart: request.restart ? { ...before.restart, ...request.restart } : before.restart,
    health: request.health ? { ...before.health, ...request.health } : before.health,
    autoStart: request.autoStart ?? before.autoStart,
    tags: request.tags ?? before.tags,
    secretNames: [...facts.secretNames],
    updatedAt: facts.now,
  };
}

const COSMETIC = new Set(['name', 'tags', 'autoStart']);

/** What makes a change true for a running process: cosmetic fields need nothing, everything else a restart. */
export function changeNeeds(request: UpdateServer): 'nothing' | 'restart' {
  return Object.entries(request).every(([key, value]) => value === undefined || COSMETIC.has(key))
    ? 'nothing'
    : 'restart';
}
