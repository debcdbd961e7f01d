// Owns how the exported console is served: files with the right caching, and a page for unknown paths.
import { McpmError } from '@mcpm/domain';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const NOT_FOUND = '404.html';

const REST_OF_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** The content security policy of a page: our own scripts, and those that stand in the page itself, by their hashes. */
export function policyOf(html: string): string {
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return `${REST_OF_POLICY}; script-src 'self' ${[...new Set(hashes)].join(' ')}`.trim();
}

/** Paths of the exported pages, such as `/servers`, with the file of each. */
function pagesOf(directory: string): readonly { readonly url: string; readonly file: string }[] {
  return globSync('**/*.html', { cwd: directory })
    .filter((file) => file !== 'index.html' && !file.startsWith('_') && file !== NOT_FOUND)
    .map((file) => ({ url: `/${file.replace(/\.html$/, '')}`, file }));
}

/** Serves the console from `directory`; false when it was not built. Unknown paths get its page of that name, or a problem when no page was asked for. */
export async function mountConsole(app: FastifyInstance, directory: string): Promise<boolean> {
  if (!existsSync(join(directory, 'index.html'))) return false;
  const policies = new Map(
    globSync('**/*.html', { cwd: directory }).map((file) => {
      const path = join(directory, file);
      return [path, policyOf(readFileSync(path, 'utf8'))];
    }),
  );
  await app.register(fastifyStatic, {
    root: directory,
    setHeaders(response, path) {
      const forever = path.includes('/_next/static/');
      response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.header('x-content-type-options', 'nosniff');
      response.header('referrer-policy', 'same-origin');
      const policy = policies.get(path);
      if (policy !== undefined) response.header('content-security-policy', policy);
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
