// Puts server URL, path and query together.
import { ArgumentError } from '../argument-error.ts';

/**
 * The absolute URL of a call. The path of the server URL is kept as a prefix, its query as the first part of the query. Throws `ArgumentError` without a usable server
 * URL, and if a URL parser would see other path segments than were put in.
 */
export function joinUrl(base: string | undefined, path: string, query: readonly string[]): string {
  if (base === undefined) throw new ArgumentError('The document names no absolute server URL; give a base URL.');
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol))
    throw new ArgumentError(`The base URL "${base}" is not an absolute http or https URL.`);
  const server = new URL(base);
  const whole = `${server.pathname.replace(/\/+$/, '')}${path}`;
  const pairs = [...(server.search.length > 1 ? [server.search.slice(1)] : []), ...query];
  const url = `${server.origin}${whole}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`;
  if (new URL(url).pathname.split('/').length !== whole.split('/').length)
    throw new ArgumentError('These arguments would lead to another path of the API.');
  return url;
}
