// Owns the connection to authorities: opened with the first token, bounded in time and size, redirects not followed.
import type { DialSettings } from '../upstream/dial/dial-settings.ts';
import { HttpConnections, type TlsSettings } from '../upstream/http-connections.ts';

/** Answers of an authority are small; more than this is something else. */
const MAX_ANSWER_BYTES = 1_048_576;

/** A request as `oauth4webapi` hands it out. */
export interface AuthorityRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | undefined;
}

/** Asks authorities; trusts and shows the same certificates as calls do. */
export class AuthorityConnection {
  readonly timeoutMs: number;
  readonly #connections: HttpConnections;

  /**
   * @param timeoutMs for one question and its whole answer.
   * @param dial where connections may go, and through which proxy; default: public addresses and this machine.
   */
  constructor(tls: TlsSettings, timeoutMs: number, dial?: DialSettings) {
    this.#connections = new HttpConnections({ tls, ...(dial && { dial }) });
    this.timeoutMs = timeoutMs;
  }

  /** The answer, whole; a function of its own, because a library calls it. Rejects as undici does, or with a `TimeoutError`. */
  readonly fetch = async (url: string, { method, headers, body: form }: AuthorityRequest): Promise<Response> => {
    const answer = await this.#connections.request(url, {
      method,
      headers,
      body: form?.toString(),
      signal: AbortSignal.timeout(this.timeoutMs),
      own: true,
    });
    const body = await readAll(answer.body);
    const known = new Headers();
    for (const name of ['content-type', 'retry-after', 'www-authenticate']) {
      const value = answer.headers[name];
      if (value !== undefined) known.set(name, String(value));
    }
    // A Response takes no body at all with some statuses.
    return new Response(body.byteLength === 0 ? null : body, { status: answer.statusCode, headers: known });
  };

  /** Cuts all connections. */
  async close(): Promise<void> {
    await this.#connections.close();
  }
}

/** What is beyond the bound makes JSON that breaks off, which is told as no answer of an authority. */
async function readAll(source: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
