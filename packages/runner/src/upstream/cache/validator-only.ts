// Owns answers that name a version of themselves and nothing else: they are kept, and asked about each time.
import type { Dispatcher } from 'undici';

/** Adds `Cache-Control: no-cache` (RFC 9111 §5.2.2.4) to answers with an `ETag` or `Last-Modified` that say nothing of how long they are good, so that nobody has to guess. */
export function withValidatorOnly(dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] {
  return (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => handler.onRequestStart?.(controller, context),
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart: (controller, status, headers, message) => {
        const silent = headers['cache-control'] === undefined && headers['expires'] === undefined;
        const versioned = headers['etag'] !== undefined || headers['last-modified'] !== undefined;
        const told = silent && versioned && status !== 304 ? { ...headers, 'cache-control': 'no-cache' } : headers;
        handler.onResponseStart?.(controller, status, told, message);
      },
      onResponseData: (controller, chunk) => handler.onResponseData?.(controller, chunk),
      onResponseEnd: (controller, trailers) => handler.onResponseEnd?.(controller, trailers),
      onResponseError: (controller, error) => handler.onResponseError?.(controller, error),
    });
}
