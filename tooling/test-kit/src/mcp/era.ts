// Owns what the two eras of MCP put on the wire: versions, `_meta`, request headers.
// Source: MCP 2025-11-25 (lifecycle, Streamable HTTP) and 2026-07-28 (`_meta` of every request, SEP-2243 headers).
import { isJsonObject, type JsonObject } from './json-rpc.ts';

/** `legacy` up to 2025-11-25, `modern` from 2026-07-28 on. */
export type Era = 'legacy' | 'modern';

/** What a legacy client offers. */
export const LEGACY_VERSION = '2025-11-25';
/** What a modern client speaks. */
export const MODERN_VERSION = '2026-07-28';
/** What a client of the deprecated HTTP+SSE transport offers. */
export const SSE_VERSION = '2024-11-05';

const META = 'io.modelcontextprotocol/';

/** Who the raw clients say they are. */
const clientInfo = { name: 'mcpm-raw-client', version: '0.0.0' } as const;

/** Parameters of the legacy `initialize`. */
export function initializeParams(protocolVersion: string, capabilities: JsonObject): JsonObject {
  return { protocolVersion, capabilities, clientInfo };
}

/** The parameters with the `_meta` that each modern request carries; keys that are there already win. */
export function modernParams(
  params: JsonObject | undefined,
  protocolVersion: string,
  capabilities: JsonObject,
): JsonObject {
  const given = isJsonObject(params?.['_meta']) ? params['_meta'] : {};
  const required = {
    [`${META}protocolVersion`]: protocolVersion,
    [`${META}clientCapabilities`]: capabilities,
    [`${META}clientInfo`]: clientInfo,
  };
  return { ...params, _meta: { ...required, ...given } };
}

/** The headers of a modern HTTP request; they repeat what the body says. */
export function modernHeaders(method: string, params: JsonObject): Record<string, string> {
  const meta = isJsonObject(params['_meta']) ? params['_meta'] : {};
  const named = { 'tools/call': params['name'], 'prompts/get': params['name'], 'resources/read': params['uri'] }[
    method
  ];
  return {
    'MCP-Protocol-Version': String(meta[`${META}protocolVersion`]),
    'Mcp-Method': method,
    ...(typeof named === 'string' ? { 'Mcp-Name': headerValue(named) } : {}),
  };
}

/** A value as a header may carry it: as it is, or in the base64 sentinel form when it is not plain visible ASCII. */
function headerValue(value: string): string {
  const plain = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value) && !value.startsWith('=?base64?');
  return plain ? value : `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}
