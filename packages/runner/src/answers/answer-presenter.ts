// Owns the results of calls: pages collected, long text bounded and kept, large bytes saved.
import {
  boundText,
  noteContents,
  presentAnswer,
  readAnswer,
  structuredContent,
  textContent,
  type AnswerBound,
  type HttpRequest,
  type HttpResponse,
  type PresentedAnswer,
  type ToolPlan,
  type ToolResult,
} from '@mcpm/openapi';
import type { CallContext } from '../call/call-context.ts';
import type { AnswerStore } from './answer-store.ts';
import { collectPages, type PagedCall } from './collect-pages.ts';
import { describePages } from './describe-pages.ts';
import { KeptAnswer } from './kept-answer.ts';
import { isSendable, LONGEST_TEXT, MOST_BYTES } from './message-bound.ts';
import type { SavedAnswers } from './saved-answers.ts';

/** Bounds of answers; the runner's options of these names. */
export interface AnswerOptions {
  /** Tokens; 0: no bound. */
  readonly answerBudget: number;
  /** Pages one call collects. */
  readonly paginate: number;
  /** Bytes. */
  readonly saveAbove: number;
  /** Bytes of one answer, and of all pages of one. */
  readonly maxResponse: number;
  /** Milliseconds; no further page is begun after them. */
  readonly timeout: number;
}

/** What answers are presented with. */
export interface PresenterParts {
  readonly options: AnswerOptions;
  readonly store: AnswerStore<KeptAnswer>;
  readonly saved: SavedAnswers;
  readonly newHandle: () => string;
  /** The name of the tool that reads on. */
  readonly toolName: () => string;
  /** Takes secrets out of what tells of a failure. */
  readonly redact: (text: string) => string;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

/** How a text is presented. */
export interface TextForm {
  /** Whether it may be JSON. */
  readonly json: boolean;
  /** The principal who may read on in it. */
  readonly owner: string;
  /** Of the budget; default all. */
  readonly share?: number;
}

/** A request and its answer. */
export interface AnsweredRequest {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

/** What became of an answer that may have to be saved. */
interface SavedResult {
  readonly result?: ToolResult;
  readonly problem?: string;
}

const NOT_SAVED: SavedResult = {};

/** Makes results. */
export class AnswerPresenter {
  readonly #parts: PresenterParts;

  constructor(parts: PresenterParts) {
    this.#parts = parts;
  }

  /** Tokens of one page of a kept answer: the budget, as far as one message holds it. */
  get pageTokens(): number {
    return Math.min(this.#parts.options.answerBudget || LONGEST_TEXT, LONGEST_TEXT);
  }

  /** A handle for an answer that may be kept. */
  newHandle(): string {
    return this.#parts.newHandle();
  }

  /** The bound of an answer that is kept under this handle where it is not whole. */
  boundOf(answer: string): Required<AnswerBound> {
    return { tokens: this.#parts.options.answerBudget, readOn: { tool: this.#parts.toolName(), answer } };
  }

  /** A text within the budget, or within that share of it; what is too long is kept. */
  presentText(text: string, { json, owner, share = 1 }: TextForm): ToolResult {
    const handle = this.newHandle();
    const bound = this.boundOf(handle);
    const show = (tokens: number): { readonly result: ToolResult; readonly shortened: boolean } => {
      const { text: shown, note } = boundText(text, json, { ...bound, tokens });
      return {
        result: { content: [textContent(shown), ...noteContents(note === undefined ? [] : [note])] },
        shortened: note !== undefined,
      };
    };
    const tokens = Math.ceil(bound.tokens * share);
    const first = show(tokens);
    const { result, shortened } = isSendable(first, { tokens }) ? first : show(LONGEST_TEXT);
    if (shortened) this.keep(handle, new KeptAnswer({ text, json }), owner);
    return result;
  }

  /** Keeps an answer for the principal whose call it was. */
  keep(handle: string, answer: KeptAnswer, owner: string): void {
    this.#parts.store.keep(handle, answer, { owner, bytes: answer.bytes });
  }

  /** The answer of a handle, if it is still kept and was kept for this principal. */
  find(handle: string, owner: string): KeptAnswer | undefined {
    return this.#parts.store.find(handle, owner);
  }

  /** The result of a call, with as many pages as a call collects. */
  present(call: PagedCall, first: AnsweredRequest, context: CallContext): Promise<ToolResult> {
    return this.presentPages(call, first, { pages: this.#parts.options.paginate, context, followed: false });
  }

  /** The result of an answer with the pages after it, `pages` in all; `followed` if it is such a page itself. */
  async presentPages(
    call: PagedCall,
    first: AnsweredRequest,
    { pages, context, followed }: { readonly pages: number; readonly context: CallContext; readonly followed: boolean },
  ): Promise<ToolResult> {
    const { options, now } = this.#parts;
    const limits = { pages, bytes: options.maxResponse, withinMs: options.timeout, now };
    const pagesSoon = collectPages(call, first, { context, limits });
    const collected = pagesSoon instanceof Promise ? await pagesSoon : pagesSoon;
    const { response } = collected;
    const owner = context.caller.principal;
    const saved = this.#isLarge(response) ? await this.#save(call.plan, response, owner) : NOT_SAVED;
    if (saved.result) return saved.result;
    const handle = this.newHandle();
    const bound = this.boundOf(handle);
    const { result, answer, shortened } = presentWithin(call.plan, response, bound);
    if (answer.kind === 'text' && (shortened || collected.next !== undefined)) {
      const text = response.status < 400 ? answer.text : this.#parts.redact(answer.text);
      const next = collected.next && { call, request: collected.next };
      this.keep(handle, new KeptAnswer({ text, json: answer.json, ...(next && { next }) }), owner);
    }
    const said = [saved.problem, describePages(collected, bound.readOn, followed && response.status < 400)].filter(
      (note) => note !== undefined,
    );
    return said.length === 0 ? result : { ...result, content: [...result.content, ...noteContents(said)] };
  }

  /** Whether an answer would be saved if it is bytes. */
  #isLarge({ status, body, truncated = false }: HttpResponse): boolean {
    return status < 400 && !truncated && body.byteLength > Math.min(this.#parts.options.saveAbove, MOST_BYTES);
  }

  /** The result of bytes that are saved; a sentence where that was not possible, so that they are sent. */
  async #save(plan: ToolPlan, response: HttpResponse, owner: string): Promise<SavedResult> {
    const { body, headers } = response;
    const answer = readAnswer(plan, response);
    if (answer.kind !== 'bytes') return NOT_SAVED;
    const { mimeType } = answer;
    try {
      const { answerName } = await import('./answer-name.ts');
      const file = await this.#parts.saved.save({
        bytes: body,
        name: answerName(headers['content-disposition'], mimeType),
        mimeType,
        owner,
      });
      const { uri, name, size, path, sha256 } = file;
      const line = `${name}: ${size} bytes of ${mimeType}, saved as ${path} (sha256 ${sha256})${size > MOST_BYTES ? '' : `; also the resource ${uri}`}.`;
      const structured = structuredContent(plan, undefined);
      const content = [
        { type: 'resource_link', uri, name, mimeType, size } as const,
        textContent(line),
        ...noteContents(response.notes),
      ];
      return { result: { content, ...(structured && { structuredContent: structured }) } };
    } catch (error) {
      const problem = `The answer could not be saved as a file: ${error instanceof Error ? error.message : String(error)}.`;
      if (body.byteLength <= MOST_BYTES) return { problem };
      const lost = `${body.byteLength} bytes of ${mimeType}, more than one message holds. ${problem}`;
      return { result: { isError: true, content: [textContent(lost)] } };
    }
  }
}

/** What the budget allows and one message holds: without the copy of the text if that is enough, else less of the text. */
function presentWithin(plan: ToolPlan, response: HttpResponse, bound: AnswerBound): PresentedAnswer {
  const presented = presentAnswer(plan, response, bound);
  if (isSendable(presented, bound)) return presented;
  const { structuredContent: _copy, ...result } = presented.result;
  const single = { ...presented, result };
  if (plan.outputSchema === undefined && isSendable(single, bound)) return single;
  return presentAnswer(plan, response, { ...bound, tokens: LONGEST_TEXT });
}
