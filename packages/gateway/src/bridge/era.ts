// Owns the two eras of MCP as a bridge sees them: which one a message belongs to, and what changes between them.
// Source: MCP 2025-11-25 (lifecycle) and 2026-07-28 (`_meta` of requests, `resultType`, cache hints, error codes).
import type { ServerFacts } from '../conversation/server-facts.ts';
import { rpcCode } from '../json-rpc/failure.ts';
import { isJsonObject, type JsonObject, type Outcome, type RpcMessage } from '../json-rpc/rpc-message.ts';

const PREFIX = 'io.modelcontextprotocol/';

/** Keys of `_meta` that the modern era defines. */
export const metaKey = {
  protocolVersion: `${PREFIX}protocolVersion`,
  clientCapabilities: `${PREFIX}clientCapabilities`,
  clientInfo: `${PREFIX}clientInfo`,
  logLevel: `${PREFIX}logLevel`,
  serverInfo: `${PREFIX}serverInfo`,
  subscriptionId: `${PREFIX}subscriptionId`,
} as const;

/** The modern revision spoken here. */
export const MODERN_VERSION = '2026-07-28';
/** Every legacy revision spoken here, the newest first. */
export const LEGACY_VERSIONS: readonly string[] = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'];

const envelope: ReadonlySet<string> = new Set([
  metaKey.protocolVersion,
  metaKey.clientCapabilities,
  metaKey.clientInfo,
  metaKey.logLevel,
]);
const cacheable: ReadonlySet<string> = new Set([
  'server/discover',
  'tools/list',
  'prompts/list',
  'resources/list',
  'resources/templates/list',
  'resources/read',
]);

/** The `_meta` of parameters, empty when there is none. */
export function metaOf(params: JsonObject | undefined): JsonObject {
  const meta = params?.['_meta'];
  return isJsonObject(meta) ? meta : {};
}

/** Whether a posted message is of the modern era: its `_meta` names a version, or its header names a modern one. `initialize` never is. */
export function isModern(message: RpcMessage, versionHeader: string | undefined): boolean {
  if ('method' in message && message.method === 'initialize') return false;
  if ('method' in message && metaKey.protocolVersion in metaOf(message.params)) return true;
  return isModernVersion(versionHeader);
}

/** Whether a version, as a header names it, is of the modern era. */
export function isModernVersion(version: string | undefined): boolean {
  return version !== undefined && /^\d{4}-\d\d-\d\d$/.test(version) && version >= MODERN_VERSION;
}

/** The legacy revision a client gets: the one it asks for, or the newest. Each hop negotiates for itself. */
export function negotiate(requested: unknown): string {
  return LEGACY_VERSIONS.find((version) => version === requested) ?? '2025-11-25';
}

/** Parameters of a modern request as a legacy server takes them: without the envelope. */
export function toLegacyParams(params: JsonObject | undefined): JsonObject | undefined {
  if (params === undefined) return undefined;
  const { _meta, ...rest } = params;
  const meta = Object.entries(metaOf(params)).filter(([key]) => !envelope.has(key));
  return meta.length === 0 ? rest : { ...rest, _meta: Object.fromEntries(meta) };
}

/** The outcome of a legacy server as a modern client takes it. */
export function toModernOutcome(method: string, outcome: Outcome, { serverInfo }: ServerFacts): Outcome {
  if ('error' in outcome) return { error: { ...outcome.error, code: modernCode(outcome.error.code) } };
  const { result } = outcome;
  // A legacy server gives no promise of how long its lists hold, or for whom: none is made for it.
  const hints = cacheable.has(method) ? { ttlMs: 0, cacheScope: 'private' } : {};
  return {
    result: {
      resultType: 'complete',
      ...hints,
      ...result,
      _meta: { ...metaOf(result), [metaKey.serverInfo]: serverInfo },
    },
  };
}

// -32002 (resource not found) and -32042 (URL elicitation) must not be emitted at the modern revision.
function modernCode(code: number): number {
  if (code === -32_002) return rpcCode.invalidParams;
  return code === -32_042 ? rpcCode.internalError : code;
}
