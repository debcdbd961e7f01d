// Owns the answer to an error: status, headers, problem; bugs are written to the system log with their stack.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { LogService } from '../services.ts';
import { namedFailureOf, PROBLEM_TYPE, problemOf } from './problem-of.ts';

/** Answers a request with a problem. */
export type SendProblem = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

/** Makes the one error handler. */
export function createSendProblem(logs: Pick<LogService, 'write'>): SendProblem {
  return (error, request, reply) => {
    const failure = namedFailureOf(error);
    const problem = problemOf(error, request.id);
    if (failure === undefined) {
      const text = `${request.method} ${request.routeOptions?.url ?? 'unknown route'} failed, request ${request.id}: ${stackOf(error)}`;
      logs.write({ category: 'system', stream: 'system', level: 'error', text });
    }
    if (failure?.retryAfter !== undefined) void reply.header('retry-after', String(Math.ceil(failure.retryAfter)));
    // A problem is text here already, so that no schema of the route's own answer touches it.
    void reply.code(problem.status).type(PROBLEM_TYPE).header('x-request-id', request.id).send(JSON.stringify(problem));
  };
}

/** An error with its stack and that of its causes. */
export function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by ${stackOf(error.cause)}`;
}
