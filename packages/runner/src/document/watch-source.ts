// Owns noticing that a document may have changed: a file by its directory, a URL by asking from time to time.
import { createHash } from 'node:crypto';
import { watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Logger } from '../log/logger.ts';

/** What a watch needs. */
export interface WatchOptions {
  /** Called after a change; several at once are told once. */
  readonly onChange: () => void;
  readonly log: Logger;
  /** Milliseconds of silence after the last event of a file; default 100. */
  readonly settleMs?: number;
  /** Milliseconds between two questions to a URL; default 30,000. */
  readonly intervalMs?: number;
  /** Headers for the URL of the document, not for those of its overlays. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ends the watch. */
export type StopWatching = () => void;

/**
 * Watches the directory of a file, because editors replace files instead of writing them. Any JSON or YAML file there counts: the document may refer to it.
 */
export function watchFile(file: string, options: WatchOptions): StopWatching {
  let timer: NodeJS.Timeout | undefined;
  const own = resolve(file);
  const noticed = (name: string | null) => {
    const counts = name === null || /\.(json|ya?ml)$/i.test(name) || resolve(dirname(own), name) === own;
    if (!counts) return;
    clearTimeout(timer);
    timer = setTimeout(options.onChange, options.settleMs ?? 100);
  };
  try {
    const watcher = watch(dirname(own), { persistent: false }, (_event, name) => noticed(name));
    watcher.on('error', (error) => options.log.warn(`${dirname(own)} can no longer be watched: ${error.message}`));
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch (error) {
    options.log.warn(`${dirname(own)} cannot be watched: ${String(error)}`);
    return () => undefined;
  }
}

/** Asks a URL again and again, with what it said of its version (ETag, Last-Modified) so that nothing is sent for nothing. */
export function watchUrl(url: string, options: WatchOptions): StopWatching {
  const stopping = new AbortController();
  const intervalMs = options.intervalMs ?? 30_000;
  let seen: Seen | undefined;
  let failures = 0;
  let timer: NodeJS.Timeout;
  const ask = async () => {
    try {
      const now = await look(
        { url, headers: options.headers },
        seen,
        AbortSignal.any([stopping.signal, AbortSignal.timeout(30_000)]),
      );
      if (seen !== undefined && now.digest !== seen.digest) options.onChange();
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
    timer = setTimeout(
      () => void ask(),
      seen === undefined && failures === 0 ? 0 : intervalMs * 2 ** Math.min(failures, 4),
    ).unref();
  };
  next();
  return () => {
    stopping.abort();
    clearTimeout(timer);
  };
}

interface Asked {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

interface Seen {
  readonly etag: string | null;
  readonly modified: string | null;
  readonly digest: string;
}

async function look(asked: Asked, seen: Seen | undefined, signal: AbortSignal): Promise<Seen> {
  const { withoutUserinfo } = await import('@mcpm/openapi');
  const { url, headers: own } = withoutUserinfo(asked.url, asked.headers);
  const headers = new Headers(own);
  if (seen?.etag) headers.set('if-none-match', seen.etag);
  else if (seen?.modified) headers.set('if-modified-since', seen.modified);
  const response = await fetch(url, { headers, signal });
  if (response.status === 304 && seen !== undefined) {
    await response.body?.cancel();
    return seen;
  }
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const digest = createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex');
  return { etag: response.headers.get('etag'), modified: response.headers.get('last-modified'), digest };
}

/** Watches whatever an `--openapi` value names, and the overlays applied to it (files or URLs); standard input and a text that was given never change. */
export async function watchSource(
  openapi: string,
  options: WatchOptions,
  overlays: readonly string[] = [],
): Promise<StopWatching> {
  const { parseSource } = await import('@mcpm/openapi');
  const { headers: _own, ...bare } = options;
  const stops: StopWatching[] = [];
  const seen = new Set<string>();
  const watchOne = (input: string, how: WatchOptions): void => {
    const source = parseSource(input);
    if ('url' in source) stops.push(watchUrl(source.url, how));
    if (!('file' in source)) return;
    const file = resolve(source.file);
    // The watch of one file in a folder notices every JSON and YAML file beside it.
    if (seen.has(dirname(file)) && /\.(json|ya?ml)$/i.test(file)) return;
    seen.add(dirname(file));
    stops.push(watchFile(file, how));
  };
  if (openapi !== '-') watchOne(openapi, options);
  for (const overlay of overlays) watchOne(overlay, bare);
  return () => {
    for (const stop of stops) stop();
  };
}
