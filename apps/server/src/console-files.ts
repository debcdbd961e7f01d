// Owns how the exported console is served: files with the right caching, and a page for unknown paths.
import { McpmError } from '@mcpm/domain';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

const NOT_FOUND = '404.html';

const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Paths of the exported pages, such as `/servers`, with the file of each. */
function pagesOf(directory: string): readonly { readonly url: string; readonly file: string }[] {
  return globSync('**/*.html', { cwd: directory })
    .filter((file) => file !== 'index.html' && !file.startsWith('_') && file !== NOT_FOUND)
    .map((file) => ({ url: `/${file.replace(/\.html$/, '')}`, file }));
}

/** Serves the console from `directory`; false when it was not built. Unknown paths get its page of that name, or a problem when no page was asked for. */
export async function mountConsole(app: FastifyInstance, directory: string): Promise<boolean> {
  if (!existsSync(join(directory, 'index.html'))) return false;
  await app.register(fastifyStatic, {
    root: directory,
    setHeaders(response, path) {
      const forever = path.includes('/_next/static/');
      response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.header('x-content-type-options', 'nosniff');
      response.header('referrer-policy', 'same-origin');
      if (path.endsWith('.html')) response.header('content-security-policy', POLICY);
    },
  });
  // A page `x.html` has its data in a folder `x`, which the static route would find first.
  for (const { url, file } of pagesOf(directory)) app.get(url, (_request, reply) => reply.sendFile(file));
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && request.headers.accept?.includes('text/html'))
      return reply.code(404).sendFile(NOT_FOUND);
    throw new McpmError('route_not_found', `There is nothing at ${request.method} ${request.url.split('?')[0]}.`);
  });
  return true;
}
