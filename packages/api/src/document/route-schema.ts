// Owns what the OpenAPI document says of one route, and with it the schemas its answers are serialised through.
import { errorRegistry, Problem, type ErrorCode } from '@mcpm/domain';
import type { FastifySchema } from 'fastify';
import * as z from 'zod';
import type { Route } from '../contract/route.ts';
import type { RouteName } from '../contract/routes.ts';
import { PROBLEM_TYPE } from '../problem/problem-of.ts';

const successes: Readonly<Record<Route['status'], string>> = {
  200: 'As asked.',
  201: 'Created; its place is in the Location header.',
  202: 'Accepted; the status tells how it goes on.',
  204: 'Done; there is nothing to say.',
};

/** Every named failure a route can answer with: its own, and those its kind brings along. */
function errorCodesOf(route: Route): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>(route.errors);
  if (route.params ?? route.query ?? route.body) codes.add('validation_failed');
  if (route.body)
    for (const code of ['malformed_request', 'body_too_large', 'unsupported_media_type'] as const) codes.add(code);
  if (route.role !== 'public') codes.add('unauthorized').add('forbidden');
  // A login that fails is not a missing login.
  if (route.path === '/api/auth/login') codes.add('unauthorized');
  codes.add('origin_refused').add('rate_limited').add('internal_error');
  return [...codes];
}

/** A route as Fastify and the document want it. */
export function routeSchema(name: RouteName, route: Route): FastifySchema {
  const schema: FastifySchema = {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    description: route.role === 'public' ? 'For everybody.' : `For the role \`${route.role}\` and above.`,
    security: route.role === 'public' ? [] : [{ bearer: [] }, { login: [] }],
    response: { ...answerSchema(name, route), ...errorSchemas(route) },
  };
  if (route.params) schema.params = route.params;
  if (route.query) schema.querystring = route.query;
  if (route.body) schema.body = route.body;
  return schema;
}

/** Routes that also answer as text, written as it comes. */
const textTypes: Partial<Record<RouteName, string>> = { getProcessLogs: 'application/x-ndjson' };

function answerSchema(name: RouteName, route: Route): Record<string, unknown> {
  const description = successes[route.status];
  if (route.response === undefined) return {};
  const text = textTypes[name];
  const content = { 'application/json': { schema: route.response }, ...(text && { [text]: { schema: z.string() } }) };
  return { [route.status]: { description, content } };
}

/** What the document says of an answer without a body. */
export function emptyAnswer(status: Route['status']): { readonly description: string } {
  return { description: successes[status] };
}

function errorSchemas(route: Route): Record<string, unknown> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(route)) {
    const { status } = errorRegistry[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { [PROBLEM_TYPE]: { schema: Problem } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { description: describe(codes), content }]),
  );
}

function describe(codes: readonly ErrorCode[]): string {
  return codes.map((code) => `\`${code}\`: ${errorRegistry[code].title}. ${errorRegistry[code].next}`).join('\n\n');
}
