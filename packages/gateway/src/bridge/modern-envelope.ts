// Owns the check of what a modern request says twice, in its `_meta` and in its headers (MCP 2026-07-28, SEP-2243).
import type { IncomingHttpHeaders } from 'node:http';
import { refusal, rpcCode } from '../json-rpc/failure.ts';
import { isJsonObject, type Outcome, type RpcRequest } from '../json-rpc/rpc-message.ts';
import { metaKey, metaOf, MODERN_VERSION } from './era.ts';

const nameSource: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
};

/** What is wrong with a modern request, to be answered with 400; `undefined` when nothing is. */
export function findFault({ method, params }: RpcRequest, headers: IncomingHttpHeaders): Outcome | undefined {
  const meta = metaOf(params);
  const version = meta[metaKey.protocolVersion];
  if (typeof version !== 'string')
    return refusal(rpcCode.invalidParams, `_meta["${metaKey.protocolVersion}"] is missing`);
  if (version !== MODERN_VERSION) {
    return refusal(rpcCode.unsupportedVersion, `Unsupported protocol version: ${version}`, {
      supported: [MODERN_VERSION],
      requested: version,
    });
  }
  if (!isJsonObject(meta[metaKey.clientCapabilities]))
    return refusal(rpcCode.invalidParams, `_meta["${metaKey.clientCapabilities}"] is missing`);
  const source = nameSource[method];
  const expected: readonly (readonly [string, unknown])[] = [
    ['MCP-Protocol-Version', version],
    ['Mcp-Method', method],
    ...(source === undefined ? [] : [['Mcp-Name', params?.[source]] as const]),
  ];
  const differing = expected.find(
    ([header, value]) => typeof value === 'string' && decode(headers[header.toLowerCase()]) !== value,
  );
  return differing === undefined
    ? undefined
    : refusal(rpcCode.headerMismatch, `The header ${differing[0]} does not equal the body`);
}

/** Values that are not plain ASCII travel as `=?base64?…?=`. */
function decode(value: string | readonly string[] | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const encoded = /^=\?base64\?(.*)\?=$/.exec(value)?.[1];
  return encoded === undefined ? value : Buffer.from(encoded, 'base64').toString('utf8');
}
