// Owns which bodies are read: JSON and nothing else, so that no form of another site is ever taken for a request.
import type { FastifyInstance } from 'fastify';

/** Reads JSON bodies; an empty one is no body, whatever its content type says. */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body.toString(), done);
  });
}
