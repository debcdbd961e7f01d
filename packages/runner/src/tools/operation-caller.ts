// Owns the call of one operation: check, build, send, present.
import {
  ArgumentError,
  argumentsToCheck,
  buildRequest,
  normalizeArguments,
  wantedFiles,
  type HttpRequest,
  type HttpResponse,
  type RequestContext,
  type ToolPlan,
  type ToolResult,
} from '@mcpm/openapi';
import type { AnswerDesk } from '../answers/answer-desk.ts';
import { callerSecrets } from '../credentials/caller-secrets.ts';
import type { Redaction } from '../credentials/redaction.ts';
import type { UpstreamCredentials } from '../credentials/upstream-credentials.ts';
import { FileRefusal } from '../files/file-refusal.ts';
import type { LocalFiles } from '../files/local-files.ts';
import type { CallContext } from '../call/call-context.ts';
import { sendRecorded, type Send } from '../observe/send-recorded.ts';
import { UpstreamFailure } from '../upstream/upstream-failure.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';
import type { CallStatistics } from '../call/call-statistics.ts';
import type { Arguments, Operations } from '../call/operations.ts';
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

/** Calls operations. */
export class OperationCaller implements Operations {
  readonly #parts: OperationCallerParts;
  readonly #checks = new WeakMap<ToolPlan, ArgumentCheck>();
  readonly #send: Send = (request, context) => this.#parts.upstream.send(request, context);

  constructor(parts: OperationCallerParts) {
    this.#parts = parts;
  }

  /** The result of a call; it counts in the statistics. Rejects only with a bug, or with the reason of the signal. */
  async call(plan: ToolPlan, args: Arguments, context: CallContext): Promise<ToolResult> {
    if (context.record) context.record.operation = plan.operation;
    const start = this.#parts.now();
    let failed = true;
    try {
      const result = await this.#answer(plan, args, context);
      failed = result.isError === true;
      return failed ? this.#parts.redaction.redactData(result, callerSecrets(context.caller)) : result;
    } finally {
      this.#parts.statistics.recordCall(plan.name, failed, this.#parts.now() - start);
      this.#parts.onCall();
    }
  }

  async #answer(plan: ToolPlan, args: Arguments, context: CallContext): Promise<ToolResult> {
    const given = normalizeArguments(plan, args);
    const doubt = this.#check(plan)(argumentsToCheck(plan, given));
    const complaint = doubt && (await doubt);
    if (complaint !== undefined) return failure(complaint);
    const { credentials, answers } = this.#parts;
    const dispatch = this.#send;
    try {
      const wanted = wantedFiles(plan, given);
      const files = wanted.length === 0 ? undefined : await this.#parts.files.read(wanted);
      const build = (held: RequestContext) =>
        buildRequest(plan, given, files === undefined ? held : { ...held, files });
      const { request, response } = await credentials.exchange({
        plan,
        signal: context.signal,
        caller: context.caller,
        build,
        send: (built) => this.#timed(sendRecorded(dispatch, built, context)),
      });
      // Another page of the same call: its address and body, with the credentials of then.
      const send = async (page: HttpRequest, own: CallContext): Promise<HttpResponse> => {
        const authorized = (held: RequestContext) => ({
          ...page,
          headers: { ...page.headers, ...build(held).headers },
        });
        const call = {
          plan,
          signal: own.signal,
          caller: own.caller,
          build: authorized,
          send: (built: HttpRequest) => sendRecorded(dispatch, built, own),
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

  async #timed(sent: Promise<HttpResponse>): Promise<HttpResponse> {
    const start = this.#parts.now();
    try {
      return await sent;
    } finally {
      this.#parts.statistics.recordUpstream(this.#parts.now() - start);
    }
  }

  #check(plan: ToolPlan): ArgumentCheck {
    const known = this.#checks.get(plan) ?? checkFor(plan);
    this.#checks.set(plan, known);
    return known;
  }
}

function failure(text: string): ToolResult {
  return { isError: true, content: [{ type: 'text', text }] };
}
