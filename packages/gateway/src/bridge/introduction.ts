// Owns how a bridged server introduces itself to clients of either era, from what it told the gateway.
import type { ServerFacts } from '../conversation/server-facts.ts';
import type { JsonObject } from '../json-rpc/rpc-message.ts';
import { MODERN_VERSION } from './era.ts';

/** The result of `initialize`, at the version of this hop. */
export function initializeResult(
  { capabilities, serverInfo, instructions }: ServerFacts,
  protocolVersion: string,
): JsonObject {
  return { protocolVersion, capabilities, serverInfo, ...(instructions === undefined ? {} : { instructions }) };
}

/** The result of `server/discover`, without what every modern result carries. */
export function discoverResult({ capabilities, instructions }: ServerFacts): JsonObject {
  return { supportedVersions: [MODERN_VERSION], capabilities, ...(instructions === undefined ? {} : { instructions }) };
}
