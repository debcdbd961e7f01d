// Owns the handlers of servers.
import type { serverRoutes } from '../contract/server-routes.ts';
import { refuseHostCode } from '../guard/host-code.ts';
import { principalOf, type Handlers } from '../route/handler.ts';
import type { ApiServices } from '../services.ts';
import { pageServers } from './page-servers.ts';

/** Handlers of every route of servers. */
export function serverHandlers({
  servers,
  lifecycle,
  guides,
}: Pick<ApiServices, 'servers' | 'lifecycle' | 'guides'>): Pick<Handlers, keyof typeof serverRoutes> {
  return {
    listServers: async ({ query }) => ({ body: pageServers(await servers.listServers(), query) }),
    createServer: async ({ body }, caller) => {
      refuseHostCode(principalOf(caller), body.env);
      const server = await servers.createServer(body);
      const { id } = server.definition;
      return { body: server, headers: { location: `/api/servers/${encodeURIComponent(id)}` }, target: id };
    },
    getServer: async ({ params }) => ({ body: await servers.getServer(params.id) }),
    updateServer: async ({ params, query, body }, caller) => {
      refuseHostCode(principalOf(caller), body.env);
      return { body: await servers.updateServer(params.id, body, query) };
    },
    deleteServer: async ({ params }) => ({ body: await servers.deleteServer(params.id) }),
    startServer: async ({ params, query }) => ({ body: await lifecycle.startServer(params.id, query) }),
    stopServer: async ({ params, query }) => ({ body: await lifecycle.stopServer(params.id, query) }),
    restartServer: async ({ params, query }) => ({ body: await lifecycle.restartServer(params.id, query) }),
    getServerStatus: async ({ params }) => ({ body: await servers.getStatus(params.id) }),
    getClientConfig: async ({ params, query }) => ({ body: await guides.clientConfig(params.id, query.client) }),
    getServerCommand: async ({ params }) => ({ body: await guides.runnerCommand(params.id) }),
  };
}
