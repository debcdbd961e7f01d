// Owns refusals: an error with a status that is answered as a problem (RFC 9457).
import type { FastifyError, FastifyReply } from 'fastify';

/** A refusal of the store; `status` is the HTTP status. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Unauthorized',
  404: 'Not found',
  409: 'Conflict',
};

/** Answers a problem for a refusal, a failed validation or a bug (500). */
export function sendProblem(reply: FastifyReply, error: FastifyError | Refusal): FastifyReply {
  const status = error instanceof Refusal ? error.status : (error.statusCode ?? 500);
  const body = { title: titles[status] ?? 'Error', status, detail: error.message };
  return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
}
