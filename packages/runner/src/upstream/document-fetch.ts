// Owns asking for documents by the rules of every connection of this process, in the form of the global `fetch`.
import type { Readable } from 'node:stream';
import type { HttpConnections, TlsSettings } from './http-connections.ts';
import type { DialSettings } from './dial/dial-settings.ts';

/** What documents are asked for with. */
export interface FetchSettings {
  readonly dial: DialSettings;
  /** Certificates that are trusted beside those of Node (PEM), asked for with the first request. */
  readonly ca?: () => Promise<TlsSettings['ca']>;
}

/** One question. */
export interface DocumentQuestion {
  readonly headers: Headers;
  readonly signal: AbortSignal;
}

/** Asks for documents. Nothing is loaded or opened before the first question. */
export class DocumentFetch {
  readonly #settings: FetchSettings;
  #connections: Promise<HttpConnections> | undefined;

  constructor(settings: FetchSettings) {
    this.#settings = settings;
  }

  /** A function of its own, because it takes the place of the global one: GET, with headers and a signal; redirects are answers. Rejects as undici does, or with `DialRefusal`. */
  readonly fetch = async (input: string | URL | Request, { headers, signal }: RequestInit = {}): Promise<Response> => {
    const url = input instanceof Request ? input.url : String(input);
    const never = new AbortController().signal;
    return this.#ask(url, { headers: new Headers(headers), signal: signal ?? never });
  };

  /** Cuts all connections. */
  async close(): Promise<void> {
    await (await this.#connections)?.close();
  }

  async #ask(url: string, { headers, signal }: DocumentQuestion): Promise<Response> {
    this.#connections ??= this.#open();
    const [connections, { acceptedCodings, undoCodings }, { plainHeaders }] = await Promise.all([
      this.#connections,
      import('./content-codings.ts'),
      import('./answer-headers.ts'),
    ]);
    if (!headers.has('accept-encoding')) headers.set('accept-encoding', acceptedCodings());
    const sent = Object.fromEntries(headers);
    const answer = await connections.request(url, {
      method: 'GET',
      headers: sent,
      body: undefined,
      signal,
      own: false,
    });
    // Whoever reads is told of an error; this listener is for one that comes before.
    answer.body.on('error', () => undefined);
    const plain = plainHeaders(answer.headers);
    const status = answer.statusCode;
    const statusText = plainWords(answer.statusText);
    // A Response takes no body at all with some statuses.
    if ([204, 205, 304].includes(status)) {
      await answer.body.dump();
      return new Response(null, { status, statusText, headers: known(plain) });
    }
    // Whoever reads it has bounds of his own.
    const { bytes } = await undoCodings(answer.body, plain['content-encoding'], (layer) => layer);
    return new Response(streamOf(bytes, answer.body), { status, statusText, headers: known(plain) });
  }

  async #open(): Promise<HttpConnections> {
    const { HttpConnections: Connections } = await import('./http-connections.ts');
    const { dial, ca } = this.#settings;
    const trusted = await ca?.();
    return new Connections({ dial, tls: trusted === undefined ? {} : { ca: trusted } });
  }
}

/** The words beside a status come in any charset, and a Response takes bytes only. */
function plainWords(text: string): string {
  return text.replaceAll(/[^\t\u0020-\u007e]/g, '?');
}

/** The bytes as a web stream; whoever gives it up ends the connection, even if he never began to read. */
function streamOf(bytes: AsyncIterable<Uint8Array>, source: Readable): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => {
      source.destroy();
    },
  });
}

/** Headers of an answer that somebody asks for. */
const KNOWN = ['content-type', 'location', 'etag', 'last-modified', 'retry-after'] as const;

/** A header of a Response is made of bytes; an address may have come in other characters, and means the same when they are encoded. */
function known(headers: Readonly<Record<string, string>>): Headers {
  const result = new Headers();
  for (const name of KNOWN) {
    const value = headers[name];
    if (value !== undefined)
      result.set(
        name,
        value.replaceAll(/[^\u0000-\u00ff]+/g, (text) => encodeURIComponent(text.toWellFormed())),
      );
  }
  return result;
}
