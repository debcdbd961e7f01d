// Owns the call of one operation: check, build, send, present.
import type { HttpRequest, HttpResponse, RequestContext, ToolPlan, ToolResult } from '@mcpm/openapi';
import type { AnswerDesk } from '../answers/answer-desk.ts';
import type { Redaction } from '../credentials/redaction.ts';
import type { UpstreamCredentials } from '../credentials/upstream-credentials.ts';
import { FileRefusal } from '../files/file-refusal.ts';
import type { LocalFiles } from '../files/local-files.ts';
import type { SendContext } from '../upstream/send-context.ts';
import { UpstreamFailure } from '../upstream/upstream-failure.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';
import type { CallStatistics } from './call-statistics.ts';
import { checkFor, type ArgumentCheck } from './validate-arguments.ts';

/** What a call goes through. */
export interface OperationCallerParts {
  readonly upstream: UpstreamClient;
  readonly credentials: UpstreamCredentials;
  /** Takes secrets out of results that tell of failures. */
  readonly redaction: Redaction;
  /** Reads the local files that arguments name. */
  readonly files: LocalFiles;
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
      return failed ? this.#parts.redaction.redactData(result) : result;
    } finally {
      this.#parts.statistics.record({ failed, upstreamMs: timing.upstreamMs });
      this.#parts.onCall();
    }
  }

  async #answer(
    { plan, args, context }: { readonly plan: ToolPlan; readonly args: Arguments; readonly context: SendContext },
    timing: { upstreamMs?: number },
  ): Promise<ToolResult> {
    const { ArgumentError, argumentsToCheck, buildRequest, normalizeArguments, wantedFiles } =
      await import('@mcpm/openapi');
    const given = normalizeArguments(plan, args);
    const complaint = (await this.#check(plan))(argumentsToCheck(plan, given));
    if (complaint !== undefined) return failure(complaint);
    const { upstream, credentials, answers } = this.#parts;
    try {
      const files = await this.#parts.files.read(wantedFiles(plan, given));
      const build = (held: RequestContext) => buildRequest(plan, given, { ...held, files });
      const { request, response } = await credentials.exchange({
        plan,
        signal: context.signal,
        build,
        send: (built) => this.#timed(() => upstream.send(built, context), timing),
      });
      // Another page of the same call: its address and body, with the credentials of then.
      const send = async (page: HttpRequest, own: SendContext): Promise<HttpResponse> => {
        const authorized = (held: RequestContext) => ({
          ...page,
          headers: { ...page.headers, ...build(held).headers },
        });
        const call = {
          plan,
          signal: own.signal,
          build: authorized,
          send: (built: HttpRequest) => upstream.send(built, own),
        };
        return (await credentials.exchange(call)).response;
      };
      return await answers.present({ plan, request, response, context, send });
    } catch (error) {
      if (error instanceof ArgumentError || error instanceof FileRefusal || error instanceof UpstreamFailure)
        return failure(error.message);
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
