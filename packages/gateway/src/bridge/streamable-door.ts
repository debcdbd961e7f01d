// Owns the MCP endpoint of a bridged server: each exchange goes to the door of its era.
import { sendEmpty } from '../http/answer.ts';
import { parsePosted } from '../http/posted.ts';
import { isModern, isModernVersion } from './era.ts';
import { endLegacySession, openLegacyStream, postLegacy } from './legacy-door.ts';
import { postModern } from './modern-door.ts';
import { headerOf, type Visit } from './visit.ts';

/** Serves Streamable HTTP; `body` is what was posted. */
export async function serveStreamable(visit: Visit, body: Buffer): Promise<void> {
  const version = headerOf(visit.request, 'mcp-protocol-version');
  const { method } = visit.request;
  if (method === 'POST') {
    const posted = parsePosted(visit.request, visit.response, body);
    const [first] = posted?.messages ?? [];
    if (posted === undefined || first === undefined) return;
    return !posted.batch && isModern(first, version) ? postModern(visit, first) : postLegacy(visit, posted);
  }
  // Modern clients have neither a standing stream nor a session to end.
  if (isModernVersion(version)) return sendEmpty(visit.response, 405, { Allow: 'POST' });
  if (method === 'GET') return openLegacyStream(visit);
  if (method === 'DELETE') return endLegacySession(visit);
  sendEmpty(visit.response, 405, { Allow: 'GET, POST, DELETE' });
}
