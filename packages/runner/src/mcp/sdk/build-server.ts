// Owns the SDK's server: the methods of ours, registered with it. What they do is told in `conversation/server-methods.ts`.
import { Server, type Result, type ServerContext } from '@modelcontextprotocol/server';
import type { Caller } from '../../call/caller.ts';
import { readTrace } from '../../call/trace-context.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Logger } from '../../log/logger.ts';
import { CallLog, wantsCallLog, type LogMessage } from '../methods/call-log.ts';
import { CallProgress } from '../methods/call-progress.ts';
import { ClientWishes } from '../methods/client-wishes.ts';
import { complete } from '../methods/complete.ts';
import { isLogLevel, type LogLevel } from '../message/log-level.ts';
import { CACHE_HINT, CAPABILITIES } from '../methods/offer.ts';
import { MetaKey, MODERN_REVISION } from '../message/revisions.ts';
import {
  callTool,
  getPrompt,
  listPrompts,
  listResources,
  listResourceTemplates,
  listTools,
  readResource,
  type Origin,
} from '../methods/server-methods.ts';
import { isObject, type RequestId } from '../message/wire-message.ts';
import { paramsSchema, readCompletion, readCursor, readLevel, readName, readUri } from './params-schema.ts';
import type { ServerParts } from '../methods/server-parts.ts';

/** Of whom the requests of a server are. */
export interface RequestFacts {
  /** Whose the request of this id is. */
  readonly originOf: (id: RequestId) => Origin;
  /** The legacy revision, as far as it was negotiated. */
  readonly revision: () => string | undefined;
  /** What the client of the legacy era wants to be told. */
  readonly wishes: ClientWishes;
}

/** A server that is not connected yet, all of whose requests are of one caller; `onClose` is told its end. */
export function buildServer(parts: ServerParts, caller: Caller, onClose?: () => void): Server {
  const server: Server = buildConversationServer(parts, {
    originOf: () => ({ caller }),
    revision: () => server.getNegotiatedProtocolVersion(),
    wishes: new ClientWishes(),
  });
  return onClose === undefined ? server : Object.assign(server, { onclose: onClose });
}

/** A server that is not connected yet; every conversation gets its own, so that nothing of one reaches another. */
export function buildConversationServer(parts: ServerParts, { originOf, revision, wishes }: RequestFacts): Server {
  const { offer, log } = parts;
  const server = new Server(offer.identity, {
    capabilities: CAPABILITIES,
    instructions: offer.introduction,
    cacheHints: {
      'tools/list': CACHE_HINT,
      'prompts/list': CACHE_HINT,
      'resources/list': CACHE_HINT,
      'resources/templates/list': CACHE_HINT,
      'server/discover': CACHE_HINT,
    },
  });
  const isModern = () => (server.getNegotiatedProtocolVersion() ?? '') >= MODERN_REVISION;
  const cursor = { params: paramsSchema(readCursor) };
  server.setRequestHandler('tools/list', cursor, async (params) => {
    const { json } = await listTools(parts, params.cursor);
    return { ...JSON.parse(json), ...(isModern() && { _meta: offer.briefMeta }) };
  });
  server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
    const progress = progressOf(mcpReq, log);
    const asked = isModern() ? levelOf(mcpReq.envelope) : wishes.logLevel;
    const told = wantsCallLog(asked) ? logOf(mcpReq, { asked, tool: params.name }, parts) : undefined;
    const result = await callTool(parts, {
      id: mcpReq.id,
      name: params.name,
      args: params.arguments ?? {},
      origin: withTrace(originOf(mcpReq.id), mcpReq._meta),
      signal: mcpReq.signal,
      revision: revision(),
      ...(progress && { progress }),
      ...(told && { log: told }),
    });
    return { ...result, content: [...result.content] };
  });
  server.setRequestHandler('resources/list', cursor, async (params, { mcpReq }) => {
    const { resources, ...rest } = await listResources(parts, params.cursor, originOf(mcpReq.id));
    return { ...rest, resources: [...resources] };
  });
  server.setRequestHandler('resources/templates/list', cursor, () => {
    const { resourceTemplates } = listResourceTemplates(parts);
    return { resourceTemplates: [...resourceTemplates] };
  });
  server.setRequestHandler('resources/read', { params: paramsSchema(readUri) }, async ({ uri }, { mcpReq }) => {
    const { contents } = await readResource(parts, uri, originOf(mcpReq.id));
    return { contents: [...contents] };
  });
  server.setRequestHandler('prompts/list', cursor, () => ({ ...listPrompts() }));
  server.setRequestHandler('prompts/get', { params: paramsSchema(readName) }, ({ name }) => getPrompt(name));
  server.setRequestHandler('completion/complete', { params: paramsSchema(readCompletion) }, async (params) => {
    const { completion } = await complete(parts, params);
    return { completion: { ...completion, values: [...completion.values] } };
  });
  server.setRequestHandler('logging/setLevel', { params: paramsSchema(readLevel) }, ({ level }) => {
    wishes.logLevel = level;
    return {};
  });
  const uri = { params: paramsSchema(readUri) };
  server.setRequestHandler('resources/subscribe', uri, (params) => {
    wishes.subscribe(params.uri);
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', uri, (params) => {
    wishes.unsubscribe(params.uri);
    return {};
  });
  return Object.assign(server, { onerror: (error: Error) => log.debug(`MCP: ${error.message}`) });
}

/** `_meta` may carry the trace (SEP-414), where HTTP headers did not. */
function withTrace({ caller, trace }: Origin, meta: Result['_meta']): Origin {
  return { caller, trace: readTrace(meta?.['traceparent'], meta?.['tracestate']) ?? trace };
}

/** Progress goes to clients that gave a token for it, on the stream of their request. */
function progressOf({ _meta: meta, notify }: ServerContext['mcpReq'], log: Logger): CallProgress | undefined {
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) return undefined;
  return new CallProgress(
    (progress, message) =>
      notify({ method: 'notifications/progress', params: { progressToken, progress, message } }).catch(
        (error: unknown) => log.debug(`A notification was lost: ${String(error)}`),
      ),
    systemClock,
  );
}

/** The level from which on a request of the modern era asks for the log. */
function levelOf(envelope: object | undefined): LogLevel | undefined {
  const level: unknown = isObject(envelope) ? envelope[MetaKey.logLevel] : undefined;
  return isLogLevel(level) ? level : undefined;
}

/** The log of a call, on the stream of its request. */
function logOf(
  { notify }: ServerContext['mcpReq'],
  { asked, tool }: { readonly asked: LogLevel; readonly tool: string },
  { redact, log }: ServerParts,
): CallLog {
  const send = (message: LogMessage) =>
    notify({ method: 'notifications/message', params: { ...message } }).catch((error: unknown) =>
      log.debug(`A notification was lost: ${String(error)}`),
    );
  return new CallLog({ asked, tool, redact, notify: send });
}
