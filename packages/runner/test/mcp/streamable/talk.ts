// Owns the words of these tests: requests of both eras, and the reading of their event streams.
import { EventSourceParserStream } from 'eventsource-parser/stream';

const META = 'io.modelcontextprotocol/';

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** One event of a stream. */
export interface StreamEvent {
  readonly id?: string | undefined;
  readonly data: string;
}

/** `initialize` for a revision. */
export const initialize = (protocolVersion = '2025-11-25', id: string | number = 0): Json => ({
  jsonrpc: '2.0',
  id,
  method: 'initialize',
  params: { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } },
});

/** A request of the legacy era. */
export const ask = (id: string | number, method: string, params: Json = {}): Json => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});

/** A call of a tool of the legacy era; a progress token if `token` is given. */
export const call = (id: string | number, name: string, args: Json = {}, token?: string): Json =>
  ask(id, 'tools/call', { name, arguments: args, ...(token === undefined ? {} : { _meta: { progressToken: token } }) });

/** The same request of the modern era. */
export function modern(message: Json): Json {
  const params = message['params'] as Json;
  const meta = {
    ...(params['_meta'] as Json | undefined),
    [`${META}protocolVersion`]: '2026-07-28',
    [`${META}clientCapabilities`]: {},
    [`${META}clientInfo`]: { name: 'test', version: '1' },
  };
  return { ...message, params: { ...params, _meta: meta } };
}

/** The headers of a modern request. */
export function modernHeaders(message: Json): Record<string, string> {
  const { name } = message['params'] as Json;
  return {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': String(message['method']),
    ...(typeof name === 'string' ? { 'mcp-name': name } : {}),
  };
}

/** Posts a body. */
export function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** Begins a session; the headers of everything that follows in it. */
export async function begin(
  url: string,
  {
    revision = '2025-11-25',
    headers = {},
  }: { readonly revision?: string; readonly headers?: Record<string, string> } = {},
): Promise<Record<string, string>> {
  const answer = await post(url, initialize(revision), headers);
  await answer.json();
  const session = {
    ...headers,
    'mcp-session-id': answer.headers.get('mcp-session-id') ?? '',
    'mcp-protocol-version': revision,
  };
  await (await post(url, { jsonrpc: '2.0', method: 'notifications/initialized' }, session)).text();
  return session;
}

/** Opens the standing stream, or another behind `lastEventId`. */
export function listen(
  url: string,
  session: Readonly<Record<string, string>>,
  lastEventId?: string,
): Promise<Response> {
  const resumed = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  return fetch(url, { headers: { accept: 'text/event-stream', ...session, ...resumed } });
}

/** The events of a stream as they come. */
export async function* events(response: Response): AsyncGenerator<StreamEvent, void, void> {
  if (response.body === null) return;
  const parsed = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const event of parsed) yield event;
}

/** What an answer is: its status, and its JSON. */
export async function read(answer: Response): Promise<Answer> {
  const { id, result, error }: Partial<Answer> = JSON.parse(await answer.text());
  return { status: answer.status, id, result, error };
}

/** Status and error code of an answer. */
export async function codeOf(answer: Response): Promise<readonly [number, number | undefined]> {
  const { status, error } = await read(answer);
  return [status, error?.code];
}

/** An answer in JSON. */
export interface Answer {
  readonly status: number;
  readonly id: unknown;
  readonly result: Json | undefined;
  readonly error: { readonly code: number; readonly data?: unknown } | undefined;
}

/** The next `count` events. */
export async function take(stream: AsyncGenerator<StreamEvent, void, void>, count: number): Promise<StreamEvent[]> {
  const taken: StreamEvent[] = [];
  while (taken.length < count) {
    const { value, done } = await stream.next();
    if (done === true) break;
    taken.push(value);
  }
  return taken;
}
