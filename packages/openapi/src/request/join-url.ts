// Puts server URL, path and query together.
import { ArgumentError } from '../argument-error.ts';

/**
 * The absolute URL of a call. The path of the server URL is kept as a prefix, its query as the first part of the query. Throws `ArgumentError` without a usable server
 * URL, and if a URL parser would see other path segments than were put in.
 */
export function joinUrl(base: string | undefined, path: string, query: readonly string[]): string {
  if (base === undefined) throw new ArgumentError('The document names no absolute server URL; give a base URL.');
  const server = URL.parse(base);
  if (server === null || !/^https?:$/.test(server.protocol))
    throw new ArgumentError(`The base URL "${base}" is not an absolute http or https URL.`);
  const whole = `${server.pathname.replace(/\/+$/, '')}${path}`;
  const pairs = [...(server.search.length > 1 ? [server.search.slice(1)] : []), ...query];
  const url = `${server.origin}${whole}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
  if (!isPlain(whole) && new URL(url).pathname.split('/').length !== whole.split('/').length)
    throw new ArgumentError('These arguments would lead to another path of the API.');
  return url;
}

/** Whether every URL parser sees the segments of a path as they are written: none is made of dots, none ends the path, and nothing is taken for a slash. Most paths need no parser. */
function isPlain(path: string): boolean {
  return /^(?:\/[\w\-~:@!$&'()*+,;=][\w.\-~:@!$&'()*+,;=]*)+\/?$/.test(path);
}
