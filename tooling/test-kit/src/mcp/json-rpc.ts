// Owns JSON-RPC 2.0 messages as the raw clients see them.

/** Any JSON object. */
export type JsonObject = { readonly [key: string]: unknown };

/** One message of JSON-RPC 2.0: a request, a notification or an answer. */
export interface JsonRpcMessage extends JsonObject {
  readonly jsonrpc: '2.0';
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: JsonObject;
  readonly result?: JsonObject;
  readonly error?: JsonObject;
}

/** An answer that was an error: a JSON-RPC error object, or an HTTP status without one (`code` 0 then). */
export class RawMcpError extends Error {
  override readonly name = 'RawMcpError';
  readonly code: number;
  readonly data: unknown;
  /** The HTTP status that carried it, if HTTP did. */
  readonly status: number | undefined;

  constructor(
    message: string,
    details: { readonly code?: number; readonly data?: unknown; readonly status?: number } = {},
  ) {
    super(message);
    this.code = details.code ?? 0;
    this.data = details.data;
    this.status = details.status;
  }

  /** From the `error` member of an answer. */
  static fromJson(error: JsonObject, status?: number): RawMcpError {
    const { code, message, data } = error;
    return new RawMcpError(String(message), { code: Number(code), data, ...(status === undefined ? {} : { status }) });
  }
}

/** Whether a JSON value is an object, not an array or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is a JSON-RPC 2.0 message. */
export function isJsonRpcMessage(value: unknown): value is JsonRpcMessage {
  return isJsonObject(value) && value['jsonrpc'] === '2.0';
}

/** The value of a text of JSON, or undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Text that is no JSON is an answer like any other here; the caller says what it expected.
    return undefined;
  }
}
