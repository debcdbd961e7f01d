// Owns the typed client of the HTTP API: one call per route of the table, answers parsed, problems thrown.
import { Problem } from '@mcpm/domain';
import type { Route, RouteInput, RouteResponse } from './route.ts';
import { routes, type RouteName, type Routes } from './routes.ts';

/** A problem the API answered with, or one made here when no answer could be had (code `unreachable`). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.problem = problem;
  }
}

/** Where the API is and how to speak to it. */
export interface ApiClientOptions {
  /** Such as `http://127.0.0.1:3000`; empty for the page's own origin. */
  readonly baseUrl?: string;
  /** Sent as a bearer token; a browser uses its cookie instead. */
  readonly token?: string;
  readonly fetch?: typeof fetch;
}

/** Parts of a request, as any route may have them. */
interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
}

/** Calls a route by name; throws `ApiProblem`. */
export type ApiClient = <N extends RouteName>(
  name: N,
  input: RouteInput<Routes[N]>,
  signal?: AbortSignal,
) => Promise<RouteResponse<Routes[N]>>;

/** The path and query string of a route with its values filled in. */
export function routeUrl(route: Route, parts: Parts): string {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(parts.params?.[name])),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parts.query ?? {})) if (value !== undefined) query.set(key, String(value));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

function unreachable(cause: unknown): ApiProblem {
  const detail = 'mcpm does not answer.';
  const next = 'Check that it runs and that the network is there; this page tries again by itself.';
  return new ApiProblem(
    { type: 'about:blank', title: 'Not reachable', status: 0, detail, code: 'unreachable', next, requestId: '' },
    { cause },
  );
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined); // An answer that is no JSON is told below by its status.
  const parsed = Problem.safeParse(body);
  if (parsed.success) return new ApiProblem(parsed.data);
  const detail = `The answer has status ${response.status} and no explanation.`;
  return new ApiProblem({
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    detail,
    code: 'unexpected_answer',
    next: 'Check what stands between you and mcpm, such as a proxy.',
    requestId: '',
  });
}

/** A client for all routes of the table. */
export function createApiClient(options: ApiClientOptions = {}): ApiClient {
  const send = options.fetch ?? fetch;
  return async (name, input, signal) => {
    const route: Route = routes[name];
    const parts = input as Parts;
    const headers: Record<string, string> = {};
    if (options.token) headers['authorization'] = `Bearer ${options.token}`;
    if (parts.body !== undefined) headers['content-type'] = 'application/json';
    const init: RequestInit = { method: route.method, headers, credentials: 'same-origin' };
    if (parts.body !== undefined) init.body = JSON.stringify(parts.body);
    if (signal) init.signal = signal;
    const response = await send(`${options.baseUrl ?? ''}${routeUrl(route, parts)}`, init).catch((cause: unknown) => {
      throw signal?.aborted ? cause : unreachable(cause);
    });
    if (!response.ok) throw await problemOf(response);
    if (!route.response) return undefined as RouteResponse<Routes[typeof name]>;
    return route.response.parse(await response.json()) as RouteResponse<Routes[typeof name]>;
  };
}
