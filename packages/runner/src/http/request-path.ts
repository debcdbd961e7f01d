// Owns the path of a request.
import type { IncomingMessage } from 'node:http';

/** The path as it was written, without the query. */
export function requestPath({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}
