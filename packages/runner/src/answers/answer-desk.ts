// Owns what becomes of an upstream answer before a client sees it.
import type { HttpRequest, HttpResponse, ToolPlan, ToolResult } from '@mcpm/openapi';
import type { BuiltInTool } from '../tools/built-in-tool.ts';

/** One answered call. */
export interface AnsweredCall {
  readonly plan: ToolPlan;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** Sends a request as the call itself was sent: with its credentials, bounds and signal. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
}

/** Turns answers into results. */
export class AnswerDesk {
  /** Tools that read on in answers. */
  readonly tools: readonly BuiltInTool[] = [];

  /** The result of a call. */
  async present({ plan, response }: AnsweredCall): Promise<ToolResult> {
    const { toToolResult } = await import('@mcpm/openapi');
    return toToolResult(plan, response);
  }
}
