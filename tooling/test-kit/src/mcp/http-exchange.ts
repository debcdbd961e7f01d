// Owns one HTTP exchange of a raw client: no connection is reused, no redirect followed, no status judged.
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';

/** What to send. */
export interface Exchange {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Cuts the connection. */
  readonly signal?: AbortSignal;
}

/** What an MCP endpoint answered, read to its end. */
export interface RawHttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends, and resolves with the answer once its headers are there; rejects when the connection fails. */
export function openExchange({ url, method, headers, body, signal }: Exchange): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const outgoing = send(url, { method, headers, agent: false, ...(signal === undefined ? {} : { signal }) });
  outgoing.on('response', resolve);
  // After the answer began its own stream reports a cut connection, so a second rejection here is without effect.
  outgoing.on('error', reject);
  outgoing.end(body);
  return promise;
}

/** Reads an answer to its end. */
export async function readAnswer(response: IncomingMessage): Promise<RawHttpAnswer> {
  return { status: response.statusCode ?? 0, headers: response.headers, text: await text(response) };
}

/** Whether an answer is a stream of events. */
export function isEventStream(response: IncomingMessage): boolean {
  return response.headers['content-type']?.startsWith('text/event-stream') ?? false;
}
