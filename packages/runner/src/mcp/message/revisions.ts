// Owns what the revisions of MCP are called, and how a request says which one it is of.
import { isObject, type Params } from './wire-message.ts';

/** The protocol up to 2025-11-25, or from 2026-07-28 on. */
export type Era = 'legacy' | 'modern';

/** The revision of the modern era that is served. */
export const MODERN_REVISION = '2026-07-28';
/** Revisions of the modern era that are served. */
export const MODERN_REVISIONS: readonly string[] = [MODERN_REVISION];

const NEWEST_LEGACY = '2025-11-25';
/** Revisions of the legacy era that are served, the newest first. */
const LEGACY_REVISIONS: readonly string[] = [NEWEST_LEGACY, '2025-06-18', '2025-03-26', '2024-11-05', '2024-10-07'];

/** The only revision with batches. */
export const BATCH_REVISION = '2025-03-26';

/** Members of `_meta` that MCP gives a meaning (2026-07-28, "Request metadata"). */
export const MetaKey = {
  protocolVersion: 'io.modelcontextprotocol/protocolVersion',
  clientInfo: 'io.modelcontextprotocol/clientInfo',
  clientCapabilities: 'io.modelcontextprotocol/clientCapabilities',
  logLevel: 'io.modelcontextprotocol/logLevel',
  serverInfo: 'io.modelcontextprotocol/serverInfo',
} as const;

/** Whether a message says in `_meta` which revision it is of: then it is of the modern era, or wants to be. */
export function claimsRevision(params: Params | undefined): boolean {
  const meta = params?._meta;
  return isObject(meta) && MetaKey.protocolVersion in meta;
}

/** The revision that answers `initialize`: the one asked for, or the newest of its era. */
export function negotiate(asked: string): string {
  return LEGACY_REVISIONS.includes(asked) ? asked : NEWEST_LEGACY;
}

/** Methods of both eras that are served. */
const BOTH = [
  'tools/list',
  'tools/call',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'prompts/list',
  'prompts/get',
  'completion/complete',
];
const SERVED: Readonly<Record<Era, ReadonlySet<string>>> = {
  legacy: new Set([...BOTH, 'initialize', 'ping', 'logging/setLevel', 'resources/subscribe', 'resources/unsubscribe']),
  modern: new Set([...BOTH, 'server/discover', 'subscriptions/listen', 'initialize']),
};

/** Whether a method is one that something here answers, be it with a refusal of its own; any other is unknown whatever its `params` say. */
export function isServed(method: string, era: Era): boolean {
  return SERVED[era].has(method);
}
