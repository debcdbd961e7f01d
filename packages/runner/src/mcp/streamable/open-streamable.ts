// Owns Streamable HTTP, both eras on one path: modern requests each by itself, legacy ones in their session.
import { readJson } from '../../http/read-json.ts';
import type { ServerParts } from '../methods/server-parts.ts';
import type { HttpEndpoint } from '../endpoint.ts';
import { failRequest } from '../../http/fail-request.ts';
import { refuse } from '../../http/refuse.ts';
import { refuseType } from '../../http/refuse-type.ts';
import { LegacyDoor } from './legacy-door.ts';
import { namesModern } from './legacy-revision.ts';
import { ModernDoor } from './modern-door.ts';
import { SdkHandler } from './sdk-handler.ts';
import { Sessions } from './sessions.ts';
import { revisionOf, sortBody } from './sort-body.ts';
import type { Visit } from './visit.ts';

/** Milliseconds between two looks for sessions that nobody uses. */
const SWEEP_MS = 60_000;

/** How many sessions there may be, and how many milliseconds one may be silent. */
export interface StreamableLimits {
  readonly maxSessions: number;
  readonly sessionIdle: number;
}

/** Serves MCP at one path. */
export function openStreamable(parts: ServerParts, path: string, limits: StreamableLimits): HttpEndpoint {
  const sdk = new SdkHandler(parts);
  const modern = new ModernDoor(parts, sdk);
  const sessions = new Sessions(parts, {
    maxSessions: limits.maxSessions,
    idleMs: limits.sessionIdle,
    now: () => performance.now(),
  });
  const legacy = new LegacyDoor(sessions, (message) => sdk.isInitialize(message));
  const sweeping = setInterval(() => sessions.sweep(), Math.min(SWEEP_MS, limits.sessionIdle)).unref();

  const post = async (visit: Visit): Promise<void> => {
    const { headers } = visit.request;
    const refusal = refuseType(headers);
    if (refusal !== undefined) return refuse(visit.response, refusal);
    const body = await readJson(visit.request);
    const sorted = sortBody(body, headers);
    if (sorted.era === 'modern') return modern.post(sorted.message, visit);
    if (sorted.era === 'legacy') return legacy.post(sorted, visit);
    return sdk.answer(visit, body);
  };

  const answer = (visit: Visit): Promise<void> | void => {
    const { method, headers } = visit.request;
    if (method === 'POST') return post(visit);
    // The modern era has nothing but POST, and takes no notice of session ids.
    if (namesModern(revisionOf(headers))) return refuse(visit.response, ONLY_POST);
    if (method === 'GET')
      return headers['mcp-session-id'] === undefined ? refuse(visit.response, ONLY_POST) : legacy.get(visit);
    if (method === 'DELETE') return legacy.delete(visit);
    return refuse(visit.response, NO_METHOD);
  };

  return {
    claims: (asked) => asked === path,
    handle: async (request, response, caller) => {
      try {
        await answer({ request, response, caller });
      } catch (error) {
        failRequest(response, error, parts.log);
      }
    },
    connections: () => sessions.size + modern.size + sdk.size,
    toolsChanged: () => {
      sessions.toolsChanged();
      sdk.toolsChanged();
    },
    announce: (news) => {
      sessions.announce(news);
      if (news.kind === 'resources') sdk.resourcesUpdated(news.uris);
    },
    close: async () => {
      clearInterval(sweeping);
      modern.close();
      await Promise.all([sessions.close(), sdk.close()]);
    },
  };
}

const ONLY_POST = {
  status: 405,
  code: -32_000,
  message: 'Method Not Allowed: POST here',
  headers: { allow: 'POST' },
};
const NO_METHOD = {
  status: 405,
  code: -32_000,
  message: 'Method Not Allowed',
  headers: { allow: 'GET, POST, DELETE' },
};
