// The face of @mcpm/api/contract: what clients of the API import; holds no Fastify.
export { accessRoutes, LoginBody } from './access-routes.ts';
export { ApiProblem, createApiClient, routeUrl, type ApiClient, type ApiClientOptions } from './client.ts';
export { DocumentPreview } from './document-routes.ts';
export { ProcessLogQuery } from './process-routes.ts';
export { type Route, type RouteInput, type RouteRequest, type RouteResponse } from './route.ts';
export { routes, type RouteName, type Routes } from './routes.ts';
export { ClientConfig, ClientName, ListServersQuery, RunnerCommand, UpdateResult } from './server-routes.ts';
export { ClientFrame, ServerFrame, ServerItem, STREAM_PATH, StreamFilter, Topic, topicItems } from './stream.ts';
export { SystemInfo } from './system-routes.ts';
