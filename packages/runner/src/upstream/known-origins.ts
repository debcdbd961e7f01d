// Owns which origin a URL belongs to, without parsing the same beginning with every call.

/** A URL in two parts. */
export interface SplitUrl {
  /** Scheme, host and port as URLs compare them. */
  readonly origin: string;
  /** Path and query exactly as they are: the URL parser would write some characters in another way. */
  readonly path: string;
}

/** Beginnings that are remembered. */
const MAX_KNOWN = 256;

/** Remembers the origins of the beginnings that it has seen. */
export class KnownOrigins {
  readonly #known = new Map<string, string>();

  /** The parts of an absolute http or https URL; its fragment is left out. */
  split(url: string): SplitUrl {
    const end = endOfAuthority(url);
    const start = url.slice(0, end);
    const [path = ''] = url.slice(end).split('#', 1);
    return { origin: this.#known.get(start) ?? this.#learn(start), path: path.startsWith('/') ? path : `/${path}` };
  }

  /** Whether two URLs are of one origin. */
  same(url: string, other: string): boolean {
    return this.split(url).origin === this.split(other).origin;
  }

  #learn(start: string): string {
    const { origin } = new URL(start);
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(start, origin);
    return origin;
  }
}

function endOfAuthority(url: string): number {
  for (let place = url.indexOf('//') + 2; place < url.length; place += 1) {
    const mark = url[place];
    if (mark === '/' || mark === '?' || mark === '#' || mark === '\\') return place;
  }
  return url.length;
}
