// Owns the handlers of the manager itself.
import { McpmError } from '@mcpm/domain';
import type { systemRoutes } from '../contract/system-routes.ts';
import type { Handlers } from '../route/handler.ts';
import type { ApiServices } from '../services.ts';

/** Handlers of every route of the system. */
export function systemHandlers({ system }: Pick<ApiServices, 'system'>): Pick<Handlers, keyof typeof systemRoutes> {
  return {
    getSystem: async () => ({ body: await system.info() }),
    livez: async () => ({ body: { status: 'live' } }),
    readyz: async () => {
      if (!system.isReady())
        throw new McpmError('shutting_down', 'mcpm does not take requests now.', { retryAfter: 5 });
      return { body: { status: 'ready' } };
    },
  };
}
