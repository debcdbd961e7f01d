// Owns what a route is: method, path, who may, and the schemas of everything that passes through it.
import type { ErrorCode, Role } from '@mcpm/domain';
import type * as z from 'zod';

/** One route of the HTTP API. `role` is the least role that may call it; `public` needs none. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path with parameters in braces, such as `/api/servers/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly role: Role | 'public';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Body of the answer; absent for 204. */
  readonly response?: z.ZodType;
  /** Status of success. */
  readonly status: 200 | 201 | 202 | 204;
  /** Named failures this route can answer with, beside those every route has. */
  readonly errors: readonly ErrorCode[];
  /** Changes something: needs the same origin with a cookie and leaves an operation-log line. */
  readonly changes: boolean;
}

/** Gives a route its exact type. */
export function route<const R extends Route>(definition: R): R {
  return definition;
}

/** What a caller hands in for a route: parameters, query and body as its schemas read them. */
export type RouteInput<R extends Route> = (R extends { params: infer P extends z.ZodType }
  ? { readonly params: z.input<P> }
  : unknown) &
  (R extends { query: infer Q extends z.ZodType } ? { readonly query?: z.input<Q> } : unknown) &
  (R extends { body: infer B extends z.ZodType } ? { readonly body: z.input<B> } : unknown);

/** What a handler receives: the same, parsed. */
export type RouteRequest<R extends Route> = {
  readonly params: R extends { params: infer P extends z.ZodType } ? z.output<P> : undefined;
  readonly query: R extends { query: infer Q extends z.ZodType } ? z.output<Q> : undefined;
  readonly body: R extends { body: infer B extends z.ZodType } ? z.output<B> : undefined;
};

/** The body of a route's answer. */
export type RouteResponse<R extends Route> = R extends { response: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
