// Owns failures as JSON-RPC errors: the numbers MCP uses, and our code and next step in `data`.
import type { McpmError, Reason } from '@mcpm/domain';
import type { Outcome, RpcError } from './rpc-message.ts';

/** The error numbers the gateway answers with: JSON-RPC 2.0 section 5.1, and those MCP 2026-07-28 adds. */
export const rpcCode = {
  parseError: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internalError: -32_603,
  headerMismatch: -32_020,
  unsupportedVersion: -32_022,
} as const;

/** A refusal of a request. */
export function refusal(code: number, message: string, data?: unknown): { readonly error: RpcError } {
  return { error: { code, message, ...(data === undefined ? {} : { data }) } };
}

/** The refusal of a method the gateway does not offer. */
export function methodNotFound(method: string): Outcome {
  return refusal(rpcCode.methodNotFound, `Method not found: ${method}`);
}

/**
 * The state of a server as a JSON-RPC error, with `data` of `{ code, next, server, retryAfter? }`.
 * The number is -32603, since MCP reserves or deprecates all numbers a server could choose freely; clients show the message.
 */
export function failureOf(failure: Reason | McpmError, server: string, retryAfter?: number): Outcome {
  const { code, next } = failure;
  const message = 'detail' in failure ? failure.detail : failure.message;
  const data = { code, next, server, ...(retryAfter === undefined ? {} : { retryAfter }) };
  return refusal(rpcCode.internalError, `${message} ${next}`, data);
}
