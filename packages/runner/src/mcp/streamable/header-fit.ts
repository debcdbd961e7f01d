// Owns whether the headers of a modern request repeat what its body says, where that is plain to see (MCP 2026-07-28, Streamable HTTP).
import type { IncomingHttpHeaders } from 'node:http';

/** The parameter that `Mcp-Name` repeats, by method. */
const NAMED_BY: ReadonlyMap<string, string> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
]);

/** What a modern request says of itself in its body. */
export interface ModernClaim {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The revision its `_meta` names. */
  readonly revision: string;
}

/** True only if every header is there and surely says the same; a false is no judgement yet. */
export function headersFit(headers: IncomingHttpHeaders, { method, params, revision }: ModernClaim): boolean {
  if (headers['mcp-protocol-version'] !== revision || headers['mcp-method'] !== method) return false;
  const named = NAMED_BY.get(method);
  if (named === undefined) return true;
  const value = params[named];
  const header = headers['mcp-name'];
  if (typeof value !== 'string' || typeof header !== 'string') return false;
  // A value that looks like the encoded form must come encoded itself.
  if (header === value) return !value.startsWith('=?');
  return header.startsWith('=?base64?') && header === `=?base64?${Buffer.from(value, 'utf8').toString('base64')}?=`;
}
