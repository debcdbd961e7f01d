// Owns the era of a posted body, judged by the body first (MCP 2026-07-28, "Backward compatibility").
import type { IncomingHttpHeaders } from 'node:http';
import { claimsRevision, MetaKey, MODERN_REVISION } from '../message/revisions.ts';
import { isSureModern } from '../message/sure-shapes.ts';
import {
  isMalformed,
  isRequest,
  readMessage,
  type JsonRpcMessage,
  type JsonRpcRequest,
} from '../message/wire-message.ts';
import { headersFit } from './header-fit.ts';
import { namesModern } from './legacy-revision.ts';

/** Messages of one array; more are not even looked at. */
const MAX_BATCH = 100;

/** Messages of the legacy era, as one body brought them. */
export interface LegacyBody {
  readonly messages: readonly JsonRpcMessage[];
  /** Whether they came as an array. */
  readonly batch: boolean;
}

/** What a body is. */
export type SortedBody =
  /** A modern request whose headers say the same. */
  | { readonly era: 'modern'; readonly message: JsonRpcRequest }
  | ({ readonly era: 'legacy' } & LegacyBody)
  /** Modern, but not surely right; or no message at all: whoever words the refusals looks at it. */
  | { readonly era: 'unsure' };

const UNSURE: SortedBody = { era: 'unsure' };

/** Sorts a parsed body. */
export function sortBody(body: unknown, headers: IncomingHttpHeaders): SortedBody {
  if (Array.isArray(body)) return sortBatch(body);
  const message = readMessage(body);
  if (isMalformed(message)) return UNSURE;
  if ('method' in message) {
    if (claimsRevision(message.params)) return isRequest(message) ? sortClaim(message, headers) : UNSURE;
    if (namesModern(revisionOf(headers))) return UNSURE;
  }
  return { era: 'legacy', messages: [message], batch: false };
}

/** The `MCP-Protocol-Version` of a request. */
export function revisionOf(headers: IncomingHttpHeaders): string | undefined {
  const revision = headers['mcp-protocol-version'];
  return Array.isArray(revision) ? revision.join(', ') : revision;
}

function sortClaim(message: JsonRpcRequest, headers: IncomingHttpHeaders): SortedBody {
  const { method, params = {} } = message;
  const revision = params._meta?.[MetaKey.protocolVersion];
  if (method === 'initialize' && !namesModern(revisionOf(headers)) && !isSureModern(params, Object.keys(params))) {
    // A handshake is a handshake, whatever it says beside; only a whole modern envelope makes it a request like any other.
    return { era: 'legacy', messages: [message], batch: false };
  }
  if (revision !== MODERN_REVISION) return UNSURE;
  return headersFit(headers, { method, params, revision }) ? { era: 'modern', message } : UNSURE;
}

function sortBatch(body: readonly unknown[]): SortedBody {
  if (body.length === 0 || body.length > MAX_BATCH) return UNSURE;
  const messages: JsonRpcMessage[] = [];
  for (const element of body) {
    const message = readMessage(element);
    if (isMalformed(message)) return UNSURE;
    if ('method' in message && claimsRevision(message.params)) return UNSURE;
    messages.push(message);
  }
  return { era: 'legacy', messages, batch: true };
}
