// Owns the JSON text of the messages we write.
import type { RequestId } from './wire-message.ts';

/** Codes of JSON-RPC errors (JSON-RPC 2.0, section 5.1; `busy` of the room it leaves to servers; MCP 2026-07-28 for the last). */
export const ErrorCode = {
  parse: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internal: -32_603,
  busy: -32_000,
  unsupportedVersion: -32_022,
} as const;

/** A request that is answered with a JSON-RPC error. The SDK reads `code`, `message` and `data` of whatever a handler throws, so both ways say the same. */
export class WireFailure extends Error {
  override readonly name = 'WireFailure';
  readonly code: number;
  readonly data: unknown;

  constructor(code: number, message: string, data?: unknown) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

/** The answer to a request; `result` is JSON already. */
export function resultText(id: RequestId, result: string): string {
  return `{"jsonrpc":"2.0","id":${idText(id)},"result":${result}}`;
}

/** The refusal of a request; `null` where its id is not known. */
export function errorText(id: RequestId | null, { code, message, data }: WireFailure): string {
  const error = JSON.stringify({ code, message, ...(data === undefined ? {} : { data }) });
  return `{"jsonrpc":"2.0","id":${idText(id)},"error":${error}}`;
}

/** A notification. */
export function notificationText(method: string, params?: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) });
}

function idText(id: RequestId | null): string {
  return typeof id === 'string' ? JSON.stringify(id) : String(id);
}
