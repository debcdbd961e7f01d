// Owns the answers that are kept for as long as their `Cache-Control` and `ETag` allow, apart for each caller and credential.
import { createHash } from 'node:crypto';
import { cacheStores, interceptors, type Dispatcher } from 'undici';
import { withValidatorOnly } from './validator-only.ts';

type Store = InstanceType<(typeof cacheStores)['MemoryCacheStore']>;

/** Whose answer it is. */
export interface CacheOwner {
  readonly principal: string;
  /** Headers of the request, credentials included. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Bounds of what is kept: bytes in all, bytes of one answer, answers. */
const KEPT = { maxSize: 32 * 1024 * 1024, maxEntrySize: 4 * 1024 * 1024, maxCount: 2_000 };
/** Headers that are no part of who is asking: what depends on them is told by `Vary`, and those of traces are another with each call. */
const COMMON: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-type',
  'if-modified-since',
  'if-none-match',
  'idempotency-key',
  'range',
  'traceparent',
  'tracestate',
  'user-agent',
]);

/** Answers to GET and HEAD; successful requests with other methods drop what is kept of their URL. A credential in the URL is apart by the URL. */
export class ResponseCache {
  readonly #store: Store = new cacheStores.MemoryCacheStore(KEPT);

  /** The dispatcher with what is kept for one owner in front of it. */
  around(dispatcher: Dispatcher, owner: CacheOwner): Dispatcher {
    const store = partOf(this.#store, digestOf(owner));
    // Private, because no part is shared; the answer that is kept is the one of this very owner.
    return dispatcher.compose(
      withValidatorOnly,
      interceptors.cache({ store, type: 'private', methods: ['GET', 'HEAD'] }),
    );
  }
}

/** The store as one owner sees it: under names that nobody else has. */
function partOf(store: Store, owner: string): Pick<Store, 'get' | 'createWriteStream' | 'delete'> {
  const own = <Key extends { readonly origin: string }>(key: Key): Key => ({
    ...key,
    origin: `${owner} ${key.origin}`,
  });
  return {
    get: (key) => store.get(own(key)),
    createWriteStream: (key, value) => store.createWriteStream(own(key), value),
    delete: (key) => store.delete(own(key)),
  };
}

function digestOf({ principal, headers }: CacheOwner): string {
  const telling = Object.entries(headers)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !COMMON.has(name))
    .toSorted(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([principal, telling]))
    .digest('base64url');
}
