// Owns a tool call from its name to its result: check, build, send, read; and the list of what can be called.
import type { HttpResponse, RequestContext, ToolPlan, ToolResult } from '@mcpm/openapi';
import type { LiveDocument } from '../document/live-document.ts';
import { UpstreamFailure } from '../upstream/upstream-failure.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';
import type { CallStatistics } from './call-statistics.ts';
import { checkFor, type ArgumentCheck } from './validate-arguments.ts';

/** What a desk works with. */
export interface ToolDeskParts {
  readonly document: LiveDocument;
  readonly upstream: UpstreamClient;
  /** Credentials and headers of every request. */
  readonly context: RequestContext;
  readonly statistics: CallStatistics;
  /** Called after each call. */
  readonly onCall: () => void;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** One call. */
export interface ToolCall {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/** Takes calls for the tools of the live document. */
export class ToolDesk {
  readonly #parts: ToolDeskParts;
  readonly #checks = new WeakMap<ToolPlan, Promise<ArgumentCheck>>();
  #open = 0;
  #idle: (() => void) | undefined;

  constructor(parts: ToolDeskParts) {
    this.#parts = parts;
  }

  /** Title of the document, once it is known. */
  get title(): string | undefined {
    return this.#parts.document.current?.document.title;
  }

  /** Every plan, in the order of the document. Waits for the first compile and rejects as it does. */
  async list(): Promise<readonly ToolPlan[]> {
    return (await this.#parts.document.whenReady()).document.plans;
  }

  /** The result of a call, `undefined` when no tool has this name. Rejects only with a bug, or with the reason of `signal`. */
  async call({ name, args, signal }: ToolCall): Promise<ToolResult | undefined> {
    const plan = (await this.#parts.document.whenReady()).plans.get(name);
    if (plan === undefined) return undefined;
    this.#open += 1;
    const timing: { upstreamMs?: number } = {};
    let failed = true;
    try {
      const result = await this.#answer(plan, { name, args, signal }, timing);
      failed = result.isError === true;
      return result;
    } finally {
      this.#parts.statistics.record({ failed, upstreamMs: timing.upstreamMs });
      this.#parts.onCall();
      this.#open -= 1;
      if (this.#open === 0) this.#idle?.();
    }
  }

  /** Waits until no call is open any more, at most `withinMs`. Resolves with whether any was. */
  async drained(withinMs: number): Promise<boolean> {
    if (this.#open === 0) return false;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    this.#idle = resolve;
    await promise;
    clearTimeout(timer);
    return true;
  }

  async #answer(plan: ToolPlan, { args, signal }: ToolCall, timing: { upstreamMs?: number }): Promise<ToolResult> {
    const { ArgumentError, buildRequest, normalizeArguments, toToolResult } = await import('@mcpm/openapi');
    const given = normalizeArguments(plan, args);
    const complaint = (await this.#check(plan))(given);
    if (complaint !== undefined) return failure(complaint);
    try {
      const request = buildRequest(plan, given, this.#parts.context);
      const response = await this.#timed(() => this.#parts.upstream.send(request, signal), timing);
      return toToolResult(plan, response);
    } catch (error) {
      if (error instanceof ArgumentError || error instanceof UpstreamFailure) return failure(error.message);
      throw error;
    }
  }

  async #timed(send: () => Promise<HttpResponse>, timing: { upstreamMs?: number }): Promise<HttpResponse> {
    const start = this.#parts.now();
    try {
      return await send();
    } finally {
      timing.upstreamMs = this.#parts.now() - start;
    }
  }

  #check(plan: ToolPlan): Promise<ArgumentCheck> {
    const known = this.#checks.get(plan) ?? checkFor(plan);
    this.#checks.set(plan, known);
    return known;
  }
}

function failure(text: string): ToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
