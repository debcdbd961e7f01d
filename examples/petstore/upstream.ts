// Owns the pet store as a running upstream; `node upstream.ts` starts it on PORT (default 4010).
import fastify, { type FastifyError } from 'fastify';
import { Refusal, sendProblem } from './problem.ts';
import { addRoutes } from './routes.ts';
import { Shop } from './shop.ts';

export { STORE_KEY } from './routes.ts';

/** One request the store received, its body parsed. */
export interface PetstoreRequest {
  readonly method: string;
  /** Path and query, not decoded. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
}

/** A running pet store. */
export interface Petstore extends AsyncDisposable {
  /** E.g. `http://127.0.0.1:4010`, no trailing slash. */
  readonly url: string;
  /** Every request, in order. */
  readonly requests: readonly PetstoreRequest[];
  close(): Promise<void>;
}

/** Where the store listens. */
export interface PetstoreOptions {
  /** Default 0: a free port. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
}

/** Starts a store with three pets, in memory; rejects when the port is taken. */
export async function startPetstore({ port = 0, host = '127.0.0.1' }: PetstoreOptions = {}): Promise<Petstore> {
  const server = fastify({ forceCloseConnections: true });
  const requests: PetstoreRequest[] = [];
  server.addHook('preValidation', async ({ method, url, headers, body }) => {
    requests.push({ method, url, headers, body });
  });
  server.setErrorHandler<FastifyError | Refusal>((error, _request, reply) => sendProblem(reply, error));
  server.setNotFoundHandler(({ method, url }, reply) =>
    sendProblem(reply, new Refusal(404, `There is no ${method} ${url}`)),
  );
  addRoutes(server, new Shop());
  const url = await server.listen({ port, host });
  const close = () => server.close();
  return { url, requests, close, [Symbol.asyncDispose]: close };
}

if (import.meta.main) {
  const { url } = await startPetstore({ port: Number(process.env['PORT'] ?? 4010) });
  process.stdout.write(`${url}\n`);
}
