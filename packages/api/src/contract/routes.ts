// Owns the one table of all routes, by name.
import { accessRoutes } from './access-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { processRoutes } from './process-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { serverRoutes } from './server-routes.ts';
import { systemRoutes } from './system-routes.ts';

/** Every route of the HTTP API by name. */
export const routes = {
  ...serverRoutes,
  ...documentRoutes,
  ...processRoutes,
  ...recordRoutes,
  ...accessRoutes,
  ...systemRoutes,
} as const;

/** The table's type. */
export type Routes = typeof routes;
/** A route's name. */
export type RouteName = keyof Routes;
