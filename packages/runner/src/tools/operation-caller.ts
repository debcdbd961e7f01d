// Owns the call of one operation: check, build, send, present.
import type { HttpRequest, HttpResponse, ToolPlan, ToolResult } from '@mcpm/openapi';
import type { AnswerDesk } from '../answers/answer-desk.ts';
import type { UpstreamCredentials } from '../credentials/upstream-credentials.ts';
import type { SendContext } from '../upstream/send-context.ts';
import { UpstreamFailure } from '../upstream/upstream-failure.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';
import type { CallStatistics } from './call-statistics.ts';
import { checkFor, type ArgumentCheck } from './validate-arguments.ts';

/** What a call goes through. */
export interface OperationCallerParts {
  readonly upstream: UpstreamClient;
  readonly credentials: UpstreamCredentials;
  readonly answers: AnswerDesk;
  readonly statistics: CallStatistics;
  /** Called after each call. */
  readonly onCall: () => void;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** The arguments of a call as the client gave them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Calls operations. */
export class OperationCaller {
  readonly #parts: OperationCallerParts;
  readonly #checks = new WeakMap<ToolPlan, Promise<ArgumentCheck>>();

  constructor(parts: OperationCallerParts) {
    this.#parts = parts;
  }

  /** The result of a call; it counts in the statistics. Rejects only with a bug, or with the reason of the signal. */
  async call(plan: ToolPlan, args: Arguments, context: SendContext): Promise<ToolResult> {
    const timing: { upstreamMs?: number } = {};
    let failed = true;
    try {
      const result = await this.#answer({ plan, args, context }, timing);
      failed = result.isError === true;
      return result;
    } finally {
      this.#parts.statistics.record({ failed, upstreamMs: timing.upstreamMs });
      this.#parts.onCall();
    }
  }

  async #answer(
    { plan, args, context }: { readonly plan: ToolPlan; readonly args: Arguments; readonly context: SendContext },
    timing: { upstreamMs?: number },
  ): Promise<ToolResult> {
    const { ArgumentError, buildRequest, normalizeArguments } = await import('@mcpm/openapi');
    const given = normalizeArguments(plan, args);
    const complaint = (await this.#check(plan))(given);
    if (complaint !== undefined) return failure(complaint);
    const { upstream, credentials, answers } = this.#parts;
    const send = (request: HttpRequest): Promise<HttpResponse> => upstream.send(request, context);
    try {
      const request = buildRequest(plan, given, await credentials.contextFor(plan, context.signal));
      const response = await this.#timed(() => send(request), timing);
      return await answers.present({ plan, request, response, send });
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
