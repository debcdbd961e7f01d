// Owns the gateway's place on our port: guard first, then the raw request goes to the gateway.
import { McpmError, reasonFor, type Principal } from '@mcpm/domain';
import type { Gateway, GatewayTarget, ServerDirectory } from '@mcpm/gateway';
import type { ServerManager } from '@mcpm/manager';
import type { ProcessManager } from '@mcpm/supervisor';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** No server where there is none of this name; any other failure stays one. */
function absent(error: unknown): undefined {
  if (error instanceof McpmError && error.code === 'server_not_found') return undefined;
  throw error;
}

/** What the gateway asks about servers, answered from manager and supervisor. */
export function createDirectory(servers: ServerManager, processes: ProcessManager): ServerDirectory {
  return {
    async find(nameOrId) {
      const server = await servers.getServer(nameOrId).catch(absent);
      if (!server) return undefined;
      const { definition, status } = server;
      const { name } = definition;
      const common = { id: definition.id, name, runId: status.runId };
      const unavailable = (): GatewayTarget => {
        const reason = status.reason ?? reasonFor('server_unavailable', `The server "${name}" is ${status.status}.`);
        return { ...common, kind: 'unavailable', reason, retryAfter: 5 };
      };
      if (status.status !== 'running') return unavailable();
      if (definition.transport === 'stdio') {
        const pipe = processes.openPipe(definition.id);
        return pipe ? { ...common, runId: pipe.runId, kind: 'stdio', pipe } : unavailable();
      }
      if (status.endpoints.direct === undefined) return unavailable();
      return { ...common, kind: 'http', transport: definition.transport, url: status.endpoints.direct };
    },
  };
}

/** What the door works with. `guard` says who calls, if that is asked, and throws what the API would answer. */
export interface DoorParts {
  readonly gateway: Gateway;
  readonly guard: (request: FastifyRequest) => Promise<Principal | undefined>;
}

/** Mounts `/mcp/<server>` and its SSE paths; bodies stay unread for the gateway to stream. */
export async function mountGateway(app: FastifyInstance, parts: DoorParts): Promise<void> {
  await app.register(async (door) => {
    door.removeAllContentTypeParsers();
    door.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const rest of ['', '/sse', '/messages'] as const) {
      door.route({
        method: ['GET', 'POST', 'DELETE'],
        url: `/mcp/:server${rest}`,
        async handler(request, reply) {
          const { server } = request.params as { server?: string };
          if (server === undefined) throw new McpmError('route_not_found', 'Name a server: /mcp/<server>.');
          const principal = await parts.guard(request);
          reply.hijack();
          reply.raw.setHeader('x-request-id', request.id);
          await parts.gateway.handle(request.raw, reply.raw, {
            server,
            rest,
            ...(principal && { principal: principal.tokenId }),
          });
        },
      });
    }
  });
}
