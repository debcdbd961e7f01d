// Owns an API over services in memory, closed when the test ends.
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import type { ApiOptions, ApiServices, GuideService, SystemService } from '../src/index.ts';
import { createApi } from '../src/index.ts';
import type { Role } from '@mcpm/domain';
import { onTestFinished } from 'vitest';
import { FakeAccess } from './fakes/access.ts';
import { FakeFleet } from './fakes/fleet.ts';
import { FakeEvents, FakeLogs, FakeOperations } from './fakes/records.ts';

const guides: GuideService = {
  previewDocument: async () => ({
    title: 'Pets',
    version: '1',
    openapi: '3.1.0',
    operations: 1,
    tools: [],
    warnings: [],
  }),
  clientConfig: async (id, client) => ({ client, where: 'a file', language: 'json', text: id }),
  runnerCommand: async (id) => ({ argv: [id], secretVariables: [], bash: id, powershell: id, cmd: id }),
};

function systemOf(state: { ready: boolean }): SystemService {
  return {
    info: async () => ({
      version: '1.2.3',
      node: 'v26',
      platform: 'linux',
      pid: 1,
      startTime: '2026-01-02T03:04:05.000Z',
      uptimeMs: 1,
      memory: 1,
      cores: 2,
      home: '/home',
      servers: { total: 0, running: 0, failed: 0 },
      defaults: { transport: 'streamable', firstPort: 3001, maxProcesses: 10 },
    }),
    isReady: () => state.ready,
    prometheus: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'up 1\n' }),
  };
}

/** The fakes of one API. */
export function fakeWorld() {
  const state = { ready: true };
  const fleet = new FakeFleet();
  const [logs, events, operations, access] = [new FakeLogs(), new FakeEvents(), new FakeOperations(), new FakeAccess()];
  const { servers, lifecycle, processes } = fleet;
  const services: ApiServices = {
    servers,
    lifecycle,
    processes,
    guides,
    logs,
    events,
    operations,
    access,
    system: systemOf(state),
  };
  return { state, fleet, logs, events, operations, access, services };
}

/** An API and what stands behind it. */
export interface OpenApi extends ReturnType<typeof fakeWorld> {
  readonly app: FastifyInstance;
  /** Sends a request as somebody of this role. */
  readonly as: (role: Role, request: InjectOptions) => Promise<LightMyRequestResponse>;
}

/** Opens an API; services may be replaced. */
export async function openApi(options: Partial<ApiOptions> = {}): Promise<OpenApi> {
  const world = fakeWorld();
  const app = await createApi({
    services: world.services,
    allowedHosts: [],
    allowedOrigins: [],
    version: '1.2.3',
    ...options,
  });
  onTestFinished(() => app.close());
  return {
    ...world,
    app,
    as: (role, request) =>
      app.inject({ ...request, headers: { authorization: `Bearer ${role}-token`, ...request.headers } }),
  };
}

/** A body that makes a server. */
export const petstore = { name: 'petstore', openapiUrl: 'https://example.com/openapi.json' } as const;
