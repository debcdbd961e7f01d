// Owns the upstream of tests: a real HTTP server on a free port that records what it was asked and answers as it is told.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

/** One request exactly as it arrived. */
export interface UpstreamRequest {
  readonly method: string;
  /** Path and query, not decoded. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Names and values alternating, in the order and spelling of the wire. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** What to answer; every field may be left out. */
export interface UpstreamAnswer {
  /** Default 200. */
  readonly status?: number;
  /** A name whose value is undefined is left out. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Bytes and text go out as they are; anything else as JSON with its content type. Default: no body. */
  readonly body?: unknown;
}

/** Decides the answer. It may also write to `response` itself, to stream, stall or cut the connection, and return nothing. */
export type UpstreamHandler = (
  request: UpstreamRequest,
  response: ServerResponse,
) => UpstreamAnswer | undefined | void | Promise<UpstreamAnswer | undefined | void>;

/** Options of `startUpstream`. */
export interface UpstreamOptions {
  /** Default: 200 with `{ method, url, headers, body }` as JSON, the body as text. */
  readonly handler?: UpstreamHandler;
  /** Default 0: a free port. */
  readonly port?: number;
}

/** A running upstream. */
export interface Upstream extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`, no trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Every request, in the order their bodies were complete. */
  readonly requests: readonly UpstreamRequest[];
  /** Replaces the handler for the requests to come. */
  respond(handler: UpstreamHandler): void;
  /** Stops listening and cuts open connections. */
  close(): Promise<void>;
}

/** Starts an upstream on 127.0.0.1. A handler that throws is answered with 500 and its message. */
export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const requests: UpstreamRequest[] = [];
  let handler = options.handler ?? echo;
  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const request = await record(incoming);
    requests.push(request);
    const answer = await handler(request, response);
    if (answer !== undefined) write(response, answer);
  };
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => fail(response, error));
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The upstream has no port');
  const close = async () => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    respond: (next) => {
      handler = next;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function record(incoming: IncomingMessage): Promise<UpstreamRequest> {
  const { method = '', url = '', headers, rawHeaders } = incoming;
  return { method, url, headers, rawHeaders, body: await buffer(incoming) };
}

const echo: UpstreamHandler = ({ method, url, headers, body }) => ({
  body: { method, url, headers, body: body.toString('utf8') },
});

function write(response: ServerResponse, { status = 200, headers = {}, body }: UpstreamAnswer): void {
  response.statusCode = status;
  const asIs = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  if (!asIs) response.setHeader('content-type', 'application/json');
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.end(asIs ? body : JSON.stringify(body));
}

function fail(response: ServerResponse, error: unknown): void {
  // The client may have cut the connection, which is what some tests are about; there is nobody left to answer.
  if (response.destroyed) return;
  if (response.headersSent) response.destroy();
  else write(response, { status: 500, body: String(error) });
}
