// Turns an HTTP answer into the result of a tool call.
import { createHash } from 'node:crypto';
import { isJson, isText, parseMediaType, type MediaType } from '../ir/media-type.ts';
import type { ToolPlan } from '../tool/tool-plan.ts';
import { decodeAnswer, guessText } from './answer-text.ts';
import { structuredAnswer } from './structured-answer.ts';

/** An answer of the upstream; header names are lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly statusText?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The body was cut by the reader. */
  readonly truncated?: boolean;
}

/** MCP content blocks (MCP specification, "Tool result"). */
export type ToolContent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly data: string; readonly mimeType: string }
  | { readonly type: 'audio'; readonly data: string; readonly mimeType: string }
  | {
      readonly type: 'resource';
      readonly resource: { readonly uri: string; readonly mimeType: string; readonly blob: string };
    };

/** The result of a tool call (MCP's CallToolResult). */
export interface ToolResult {
  readonly content: readonly ToolContent[];
  readonly structuredContent?: Readonly<Record<string, unknown>>;
  readonly isError?: boolean;
}

/** Longest body of an error that is passed on, in characters. */
const MAX_ERROR_TEXT = 8_000;

/**
 * The result of a call: text (JSON as it came, other text decoded), an image, a sound, or a resource with the bytes. From status 400 on it is an error with status,
 * reason and body. Nothing is left out silently. Never throws.
 */
export function toToolResult(plan: ToolPlan, response: HttpResponse): ToolResult {
  const status = `HTTP ${response.status}${response.statusText ? ` ${response.statusText}` : reasonOf(response.status)}`;
  if (response.status >= 400) return failure(status, response);
  if (response.body.byteLength === 0) return { content: [text(emptyAnswer(status, response))] };

  const mediaType = parseMediaType(response.headers['content-type'] ?? '');
  const readable = readText(response, mediaType);
  if (readable === undefined) return { content: [binaryContent(plan, response, mediaType.essence)] };
  if (response.truncated) return { content: [text(readable), text(cutNote(response))] };
  const structured = isJson(mediaType.essence) || mediaType.essence === '' ? structuredAnswer(readable) : undefined;
  return { content: [text(readable)], ...(structured ? { structuredContent: structured } : {}) };
}

function failure(status: string, response: HttpResponse): ToolResult {
  const mediaType = parseMediaType(response.headers['content-type'] ?? '');
  const body = response.body.byteLength === 0 ? undefined : readText(response, mediaType);
  const lines = [status];
  const retryAfter = response.headers['retry-after'];
  if (retryAfter !== undefined) lines.push(`Retry-After: ${retryAfter}`);
  if (response.body.byteLength > 0)
    lines.push('', body === undefined ? `(${describeBytes(response)}, left out)` : body.slice(0, MAX_ERROR_TEXT));
  if (body !== undefined && body.length > MAX_ERROR_TEXT)
    lines.push(`[${body.length - MAX_ERROR_TEXT} more characters of the answer are left out.]`);
  if (response.truncated) lines.push(cutNote(response));
  return { content: [text(lines.join('\n'))], isError: true };
}

function readText(response: HttpResponse, mediaType: MediaType): string | undefined {
  if (isText(mediaType.essence)) return decodeAnswer(response.body, mediaType);
  return mediaType.essence === '' ? guessText(response.body) : undefined;
}

function binaryContent(plan: ToolPlan, response: HttpResponse, essence: string): ToolContent {
  if (response.truncated) return text(`${describeBytes(response)}: larger than the limit, so it is not passed on.`);
  const data = Buffer.from(response.body).toString('base64');
  const mimeType = essence === '' ? 'application/octet-stream' : essence;
  if (mimeType.startsWith('image/')) return { type: 'image', data, mimeType };
  if (mimeType.startsWith('audio/')) return { type: 'audio', data, mimeType };
  const digest = createHash('sha256').update(response.body).digest('hex').slice(0, 16);
  return { type: 'resource', resource: { uri: `mcpm://answers/${plan.name}/${digest}`, mimeType, blob: data } };
}

function emptyAnswer(status: string, response: HttpResponse): string {
  const location = response.headers['location'];
  return `${status}: the API answered without a body.${location === undefined ? '' : ` Location: ${location}`}`;
}

function cutNote(response: HttpResponse): string {
  return `[The answer was cut after ${response.body.byteLength} bytes; the rest is missing.]`;
}

function describeBytes(response: HttpResponse): string {
  return `${response.truncated ? 'more than ' : ''}${response.body.byteLength} bytes of ${response.headers['content-type'] ?? 'unknown type'}`;
}

function text(value: string): ToolContent {
  return { type: 'text', text: value };
}

function reasonOf(status: number): string {
  const reason = REASONS.get(status);
  return reason === undefined ? '' : ` ${reason}`;
}

/** Reason phrases (RFC 9110 §15) for answers that bring none, as HTTP/2 does. */
const REASONS: ReadonlyMap<number, string> = new Map([
  [200, 'OK'],
  [201, 'Created'],
  [202, 'Accepted'],
  [204, 'No Content'],
  [205, 'Reset Content'],
  [304, 'Not Modified'],
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [409, 'Conflict'],
  [410, 'Gone'],
  [415, 'Unsupported Media Type'],
  [422, 'Unprocessable Content'],
  [429, 'Too Many Requests'],
  [500, 'Internal Server Error'],
  [502, 'Bad Gateway'],
  [503, 'Service Unavailable'],
  [504, 'Gateway Timeout'],
]);
