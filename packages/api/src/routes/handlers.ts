// Owns the full set of handlers, one for each route of the table.
import type { Handlers } from '../route/handler.ts';
import type { ApiServices } from '../services.ts';
import { accessHandlers } from './access.ts';
import { documentHandlers } from './documents.ts';
import { processHandlers } from './processes.ts';
import { recordHandlers } from './records.ts';
import { serverHandlers } from './servers.ts';
import { systemHandlers } from './system.ts';

/** Handlers of all routes over the given services. */
export function createHandlers(services: ApiServices, options: { readonly secureCookie: boolean }): Handlers {
  return {
    ...serverHandlers(services),
    ...documentHandlers(services),
    ...processHandlers(services),
    ...recordHandlers(services),
    ...accessHandlers(services, options),
    ...systemHandlers(services),
  };
}
