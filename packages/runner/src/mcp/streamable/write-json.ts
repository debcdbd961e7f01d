// Owns the writing of one JSON answer, in one piece.
import type { ServerResponse } from 'node:http';

/** Answers 200 with JSON text; `sessionId` is named in the head if there is one. */
export function writeJson(response: ServerResponse, json: string, sessionId?: string): void {
  const head = ['content-type', 'application/json', 'content-length', String(Buffer.byteLength(json))];
  if (sessionId !== undefined) head.push('mcp-session-id', sessionId);
  // As a text, because Node writes a text together with the head, and bytes apart from it.
  response.writeHead(200, head).end(json);
}
