// Owns noticing that what stands at a URL has changed, by asking from time to time.
import { createHash } from 'node:crypto';
import type { StopWatching, WatchOptions } from './watch-options.ts';

/** Redirects followed with each question. */
const MAX_REDIRECTS = 5;
/** Milliseconds for a question and its answer, and bytes of the answer that are looked at. */
const ASK_MS = 30_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Asks a URL again and again, with what it said of its version (ETag, Last-Modified) so that nothing is sent for nothing. `known` is the digest of what was compiled: what changed
 * since then is told with the first answer. So is the end of a failure, whether or not anything changed.
 */
export function watchUrl(url: string, options: WatchOptions, known?: string): StopWatching {
  const stopping = new AbortController();
  const intervalMs = options.intervalMs ?? 30_000;
  let seen: Seen | undefined = known === undefined ? undefined : { etag: null, modified: null, digest: known };
  let asked = false;
  let failures = 0;
  let timer: NodeJS.Timeout;
  const ask = async () => {
    asked = true;
    try {
      const now = await look(
        { ...options, url },
        seen,
        AbortSignal.any([stopping.signal, AbortSignal.timeout(ASK_MS)]),
      );
      // While it failed, a reload for another reason may have wanted it.
      if (seen !== undefined && (now.digest !== seen.digest || failures > 0)) options.onChange();
      seen = now;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (!stopping.signal.aborted) options.log.debug(`The document could not be asked for changes: ${String(error)}`);
    }
    if (!stopping.signal.aborted) next();
  };
  // A server that refuses is asked less and less, at most 16 times slower.
  const next = () => {
    timer = setTimeout(() => void ask(), asked ? intervalMs * 2 ** Math.min(failures, 4) : 0).unref();
  };
  next();
  return () => {
    stopping.abort();
    clearTimeout(timer);
  };
}

interface Asked extends Pick<WatchOptions, 'headers' | 'fetch'> {
  readonly url: string;
}

interface Seen {
  readonly etag: string | null;
  readonly modified: string | null;
  readonly digest: string;
}

async function look(asked: Asked, seen: Seen | undefined, signal: AbortSignal): Promise<Seen> {
  const response = await follow(asked, seen, signal);
  if (response.status === 304 && seen !== undefined) {
    await response.body?.cancel();
    return seen;
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`it answered ${response.status}`);
  }
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
    hash.update(chunk);
  }
  const { headers } = response;
  return { etag: headers.get('etag'), modified: headers.get('last-modified'), digest: hash.digest('hex') };
}

/** The answer that is no redirect. Headers of our own are for the origin that was named. */
async function follow(asked: Asked, seen: Seen | undefined, signal: AbortSignal): Promise<Response> {
  const { withoutUserinfo } = await import('@mcpm/openapi');
  const { url: start, headers: own } = withoutUserinfo(asked.url, asked.headers);
  const { origin } = new URL(start);
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const headers = new Headers(new URL(url).origin === origin ? own : {});
    if (seen?.etag) headers.set('if-none-match', seen.etag);
    else if (seen?.modified) headers.set('if-modified-since', seen.modified);
    const response = await (asked.fetch ?? fetch)(url, { headers, signal, redirect: 'manual' });
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return response;
    await response.body?.cancel();
    const to = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (to === undefined || !/^https?:$/.test(to.protocol)) throw new Error('it redirects to something that is no URL');
    url = to.href;
  }
  throw new Error(`it redirects more than ${MAX_REDIRECTS} times`);
}
