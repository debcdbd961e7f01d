// Owns noticing that a document may have changed, with everything it was compiled from: files by their directories, URLs by asking from time to time.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentText } from '@mcpm/openapi';
import { watchFile } from './watch-file.ts';
import type { StopWatching, WatchOptions } from './watch-options.ts';
import { watchUrl } from './watch-url.ts';

/** Places that are watched at most, beside those that were named. */
const MAX_FOLDERS = 200;
const MAX_URLS = 50;

/** The watch of one document. */
export interface SourceWatch {
  /** Watches what the document was compiled from now, and nothing that it no longer refers to. */
  follow(texts: readonly DocumentText[]): void;
  stop(): void;
}

/** Watches whatever an `--openapi` value names, and the overlays applied to it (files or URLs); standard input and a text that was given never change. */
export async function watchSource(
  openapi: string,
  options: WatchOptions,
  overlays: readonly string[] = [],
): Promise<SourceWatch> {
  const { parseSource } = await import('@mcpm/openapi');
  const watching = new Watching(options);
  const inputs = openapi === '-' ? overlays : [openapi, ...overlays];
  for (const [place, input] of inputs.entries()) {
    const source = parseSource(input);
    if ('url' in source) watching.nameUrl(source.url, place === 0 && openapi !== '-');
    if ('file' in source) watching.nameFile(resolve(source.file));
  }
  return watching;
}

class Watching implements SourceWatch {
  readonly #options: WatchOptions;
  readonly #named = new Map<string, StopWatching>();
  readonly #followed = new Map<string, StopWatching>();
  /** The URL of the document: its login, and the headers, may go to its origin. */
  #home: URL | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  nameUrl(url: string, isDocument: boolean): void {
    if (isDocument && URL.canParse(url)) this.#home = new URL(url);
    const place = withLogin(url, { username: '', password: '' });
    if (!this.#named.has(place)) this.#named.set(place, watchUrl(url, isDocument ? this.#options : this.#bare()));
  }

  nameFile(file: string): void {
    // The watch of one file in a folder notices every JSON and YAML file beside it.
    const place = isPlain(file) ? dirname(file) : file;
    if (!this.#named.has(place)) this.#named.set(place, watchFile(file, this.#options));
    if (!this.#named.has(dirname(file))) this.#named.set(dirname(file), () => undefined);
  }

  follow(texts: readonly DocumentText[]): void {
    // The first one is the document itself, which was named.
    const wanted = new Map<string, () => StopWatching>();
    const count = { folders: 0, urls: 0 };
    for (const { url, digest } of texts.slice(1)) {
      if (url.startsWith('file:')) {
        const file = fileURLToPath(url);
        const place = isPlain(file) ? dirname(file) : file;
        if (this.#named.has(place) || wanted.has(place) || ++count.folders > MAX_FOLDERS) continue;
        wanted.set(place, () => watchFile(file, this.#options));
      } else if (/^https?:/.test(url) && !this.#named.has(url) && !wanted.has(url) && ++count.urls <= MAX_URLS) {
        const home = new URL(url).origin === this.#home?.origin ? this.#home : undefined;
        const [asked, options] = home === undefined ? [url, this.#bare()] : [withLogin(url, home), this.#options];
        wanted.set(url, () => watchUrl(asked, options, digest));
      }
    }
    for (const [place, stop] of this.#followed) {
      if (wanted.has(place)) continue;
      stop();
      this.#followed.delete(place);
    }
    for (const [place, start] of wanted) if (!this.#followed.has(place)) this.#followed.set(place, start());
  }

  stop(): void {
    for (const stop of [...this.#named.values(), ...this.#followed.values()]) stop();
  }

  #bare(): WatchOptions {
    const { headers: _own, ...bare } = this.#options;
    return bare;
  }
}

/** The URL with the name and password of another one. */
function withLogin(url: string, { username, password }: Pick<URL, 'username' | 'password'>): string {
  if (!URL.canParse(url)) return url;
  return Object.assign(new URL(url), { username, password }).href;
}

function isPlain(file: string): boolean {
  return /\.(json|ya?ml)$/i.test(file);
}
