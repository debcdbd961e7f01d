// Owns what each method of the server does, whoever has read the request: the short path or the SDK.
import type { ToolResult } from '@mcpm/openapi';
import type { ListedTool } from '../../call/built-in-tool.ts';
import type { CallContext } from '../../call/call-context.ts';
import type { Caller } from '../../call/caller.ts';
import type { TraceContext } from '../../call/trace-context.ts';
import { DOCUMENT_STATUS } from '../../tools/document-status.ts';
import type { Logger } from '../../log/logger.ts';
import type { CallProgress } from './call-progress.ts';
import type { ListPage } from './list-pages.ts';
import type { CallLog } from './call-log.ts';
import { resourcePage, type ResourcePage } from './resource-page.ts';
import type { ListedResource, ListedTemplate } from '../../resources/resource.ts';
import type { ServerParts } from './server-parts.ts';
import { ErrorCode, WireFailure } from '../message/wire-text.ts';

/** Who asks, and as part of which trace. */
export interface Origin {
  readonly caller: Caller;
  readonly trace?: TraceContext | undefined;
}

/** A page of the list of tools, and its text. */
export type ToolPage = ListPage<ListedTool>;

/** One call of a tool. */
export interface CallRequest {
  /** Of the client's request. */
  readonly id: string | number;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly origin: Origin;
  /** Aborted when the client does not want the result any more. */
  readonly signal: AbortSignal;
  /** The legacy revision of the client, as far as it was negotiated. */
  readonly revision: string | undefined;
  /** Tells the client how it goes; is over before this call resolves. */
  readonly progress?: CallProgress | undefined;
  /** Tells the client what it asked to know of its calls; is over before this call resolves. */
  readonly log?: CallLog | undefined;
}

/** The first revision that knows links to resources. */
const WITH_LINKS = '2025-06-18';

/** The result of a tool. Rejects with a `WireFailure`, or with the reason of the signal. */
export async function callTool({ desk, offer, log }: ServerParts, request: CallRequest): Promise<ToolResult> {
  const { name, args, origin, signal, progress, log: told } = request;
  try {
    // Whoever asks why there is no document does not wait for it.
    const waiting = name === DOCUMENT_STATUS ? undefined : offer.whenReady();
    if (waiting !== undefined) await waiting;
    signal.throwIfAborted();
    const { caller, trace } = origin;
    const result = await desk.call({
      requestId: request.id,
      name,
      args,
      signal,
      caller,
      ...(trace && { trace }),
      ...watchersOf(request),
    });
    if (result !== undefined) return understoodBy(request.revision, result);
  } catch (error) {
    signal.throwIfAborted();
    throw failureOf(error, `A call of ${name}`, log);
  } finally {
    await progress?.end();
    if (told !== undefined) await told.end();
  }
  throw new WireFailure(ErrorCode.invalidParams, `Unknown tool: ${name.slice(0, 200)}`);
}

/** A page of the list of tools. Rejects with a `WireFailure`. */
export async function listTools({ offer, log }: ServerParts, cursor: string | undefined): Promise<ToolPage> {
  try {
    return await offer.page(cursor);
  } catch (error) {
    throw failureOf(error, 'The list of tools', log);
  }
}

/** A page of the resources of the caller. Rejects with a `WireFailure`. */
export async function listResources(
  { resources, offer, log }: ServerParts,
  cursor: string | undefined,
  { caller }: Origin,
): Promise<ResourcePage<ListedResource>> {
  try {
    // Nobody is told later that the document has got its name, and its parts.
    const waiting = offer.whenListed();
    if (waiting !== undefined) await waiting;
    const page = resourcePage(await resources.list(caller), cursor);
    if (page !== undefined) return page;
  } catch (error) {
    throw failureOf(error, 'The list of resources', log);
  }
  throw new WireFailure(ErrorCode.invalidParams, 'This cursor is not one of this list; ask again without a cursor.');
}

/** What a resource holds. Rejects with a `WireFailure` where there is none, or it cannot be sent. */
export async function readResource(
  { resources, offer, log, redact }: ServerParts,
  uri: string,
  { caller }: Origin,
): Promise<ReadResource> {
  try {
    const waiting = offer.whenReady();
    if (waiting !== undefined) await waiting;
    const found = await resources.read(uri, caller);
    if (found === undefined) throw new WireFailure(ErrorCode.invalidParams, `Resource not found: ${uri}`, { uri });
    if ('problem' in found) throw new WireFailure(ErrorCode.invalidParams, redact(found.problem));
    const { mimeType } = found;
    if ('text' in found) return { contents: [{ uri, mimeType, text: found.text }] };
    return { contents: [{ uri, mimeType, blob: Buffer.from(found.bytes).toString('base64') }] };
  } catch (error) {
    throw failureOf(error, `The reading of ${uri}`, log);
  }
}

/** A resource as it is sent. */
interface ReadResource {
  readonly contents: readonly [Contents];
}

type Contents =
  | { readonly uri: string; readonly mimeType: string; readonly blob: string }
  | { readonly uri: string; readonly mimeType: string; readonly text: string };

/** The patterns of addresses of resources. */
export function listResourceTemplates({ resources }: ServerParts): {
  readonly resourceTemplates: readonly ListedTemplate[];
} {
  return { resourceTemplates: resources.templates };
}

/** There are no prompts. */
export function listPrompts(): { readonly prompts: readonly never[] } {
  return { prompts: [] };
}

/** Throws: there are no prompts. */
export function getPrompt(name: string): never {
  throw new WireFailure(ErrorCode.invalidParams, `Unknown prompt: ${name}`);
}

/** What a client is told of a failure: of a bug, nothing but that there is one. */
function failureOf(error: unknown, what: string, log: Logger): WireFailure {
  if (error instanceof WireFailure) return error;
  log.error(`${what} hit a bug: ${error instanceof Error ? error.stack : String(error)}`);
  return new WireFailure(ErrorCode.internal, 'The server has a bug here; its log says more.');
}

/** Older clients refuse a link; the text beside it says the same. */
function understoodBy(revision: string | undefined, result: ToolResult): ToolResult {
  if (revision === undefined || revision >= WITH_LINKS) return result;
  return { ...result, content: result.content.filter(({ type }) => type !== 'resource_link') };
}

/** Who is told while a call goes on; the log has what progress has, for those who asked for everything. */
function watchersOf({ progress, log }: CallRequest): Pick<CallContext, 'onProgress' | 'onLog'> {
  if (log === undefined) return progress === undefined ? {} : { onProgress: ({ message }) => progress.tell(message) };
  const onLog = (level: 'info' | 'warning', text: string) => log.tell(level, text);
  if (progress === undefined && !log.wants('debug')) return { onLog };
  return {
    onLog,
    onProgress: ({ message }) => {
      progress?.tell(message);
      log.tell('debug', message);
    },
  };
}
