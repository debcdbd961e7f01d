// Owns what a handler is: parsed request in, answer out; it never sees Fastify.
import { McpmError, type Principal } from '@mcpm/domain';
import type { RouteRequest, RouteResponse } from '../contract/route.ts';
import type { RouteName, Routes } from '../contract/routes.ts';

/** Who calls. */
export interface Caller {
  /** Known on every route that is not public. */
  readonly principal: Principal | undefined;
  /** The login cookie the request showed. */
  readonly loginCookie: string | undefined;
}

/** An answer: a body that goes through the route's schema, or text that is written as it comes. */
export type Answer<Body = unknown> = {
  readonly headers?: Readonly<Record<string, string>>;
  /** What was changed, for the operation log, where the path does not say it. */
  readonly target?: string;
} & ({ readonly body: Body } | { readonly chunks: Iterable<string> });

/** Answers one route. */
type Handler<N extends RouteName> = (
  request: RouteRequest<Routes[N]>,
  caller: Caller,
) => Promise<Answer<AnswerBody<RouteResponse<Routes[N]>>>>;

/** A handler for every route of the table. */
export type Handlers = { readonly [N in RouteName]: Handler<N> };

/** What a handler may hand back as body: `void` where the answer has none. */
type AnswerBody<T> = T extends undefined ? void | undefined : DeepReadonly<T>;

/** A value nobody means to change: lists of it may be read-only. */
type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** The principal of a route that is not public. */
export function principalOf(caller: Caller): Principal {
  if (caller.principal === undefined) throw new McpmError('unauthorized', 'The request shows no valid token or login.');
  return caller.principal;
}
