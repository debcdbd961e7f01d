// Owns how the exported console is served: files with the right caching, and a page for unknown paths.
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

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

/** Serves the console from `directory`; false when it was not built. */
export async function mountConsole(app: FastifyInstance, directory: string): Promise<boolean> {
  if (!existsSync(join(directory, 'index.html'))) return false;
  await app.register(fastifyStatic, {
    root: directory,
    extensions: ['html'],
    decorateReply: false,
    setHeaders(response, path) {
      const forever = path.includes('/_next/static/');
      response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      response.header('x-content-type-options', 'nosniff');
      response.header('referrer-policy', 'same-origin');
      if (path.endsWith('.html')) response.header('content-security-policy', POLICY);
    },
  });
  return true;
}
