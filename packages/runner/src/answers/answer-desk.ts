// Owns what becomes of an upstream answer before a client sees it; loads the rest with the first answer.
import { randomBytes } from 'node:crypto';
import type { ToolResult } from '@mcpm/openapi';
import type { BuiltInTool, ListedTool } from '../call/built-in-tool.ts';
import type { CallContext } from '../call/call-context.ts';
import type { AnsweredRequest, AnswerOptions, AnswerPresenter, TextForm } from './answer-presenter.ts';
import { AnswerStore } from './answer-store.ts';
import type { PagedCall } from './collect-pages.ts';
import type { KeptAnswer } from './kept-answer.ts';
import { newHandle, pooled } from './new-handle.ts';
import { SavedAnswers } from './saved-answers.ts';

/** One answered call. */
export interface AnsweredCall extends PagedCall, AnsweredRequest {
  readonly context: CallContext;
}

/** What a desk works with. */
export interface AnswerDeskParts {
  readonly options: AnswerOptions & { readonly saveDir?: string | undefined };
  /** Whether an operation of the document is called so. */
  readonly isTaken: (name: string) => boolean;
  /** Takes secrets out of what tells of a failure. */
  readonly redact: (text: string) => string;
  /** Milliseconds of a monotonic clock. */
  readonly now: () => number;
}

const TOOL_NAME = 'read_answer';
/** Bounds of what is kept for reading on. */
const KEPT = { maxBytes: 64 * 1024 * 1024, maxEntries: 100, maxIdleMs: 30 * 60_000 };

/** Turns answers into results, and reads on in those that are not whole. What is kept of one principal's answers is not there for another. */
export class AnswerDesk {
  /** Tools that read on in answers. */
  readonly tools: readonly BuiltInTool[];
  /** Answers that are saved as files. */
  readonly saved: SavedAnswers;
  readonly #parts: AnswerDeskParts;
  readonly #random = pooled(randomBytes);
  readonly #newHandle = () => newHandle(this.#random);
  readonly #store: AnswerStore<KeptAnswer>;
  #presenter: Promise<AnswerPresenter> | undefined;
  #made: AnswerPresenter | undefined;

  constructor(parts: AnswerDeskParts) {
    this.#parts = parts;
    this.#store = new AnswerStore({ ...KEPT, now: parts.now });
    this.saved = new SavedAnswers({ dir: parts.options.saveDir, newHandle: this.#newHandle });
    this.tools = [this.#tool()];
  }

  /** The result of a call. Rejects only with a bug, or with the reason of the signal. */
  present({ plan, send, request, response, context }: AnsweredCall): Promise<ToolResult> {
    const present = (presenter: AnswerPresenter) => presenter.present({ plan, send }, { request, response }, context);
    return this.#made === undefined ? this.#load().then(present) : present(this.#made);
  }

  /** The result of a text of our own; what is left out can be read on in. */
  readonly presentText = async (text: string, form: TextForm): Promise<ToolResult> =>
    (await this.#load()).presentText(text, form);

  /** Removes what is kept in files of our own. */
  close(): Promise<void> {
    return this.saved.close();
  }

  #load(): Promise<AnswerPresenter> {
    const { options, redact, now } = this.#parts;
    this.#presenter ??= import('./answer-presenter.ts').then(
      ({ AnswerPresenter }) =>
        (this.#made = new AnswerPresenter({
          options,
          redact,
          now,
          store: this.#store,
          saved: this.saved,
          newHandle: this.#newHandle,
          toolName: () => this.#toolName(),
        })),
    );
    return this.#presenter;
  }

  /** `read_answer`, or with a number where the document has an operation of that name. */
  #toolName(): string {
    let name = TOOL_NAME;
    for (let number = 2; this.#parts.isTaken(name); number += 1) name = `${TOOL_NAME}_${number}`;
    return name;
  }

  /** What an API says of a failure may quote what it was sent. */
  #redacted({ content, ...rest }: ToolResult): ToolResult {
    const { redact } = this.#parts;
    return {
      ...rest,
      content: content.map((part) => (part.type === 'text' ? { ...part, text: redact(part.text) } : part)),
    };
  }

  #tool(): BuiltInTool {
    const listed = () => listing(this.#toolName());
    return {
      get listed() {
        return listed();
      },
      call: async (args, context) => {
        const [presenter, { readOn }] = await Promise.all([this.#load(), import('./answer-reader.ts')]);
        const result = await readOn(presenter, args, context);
        return result.isError === true ? this.#redacted(result) : result;
      },
    };
  }
}

/** As short as it can be: it stands in every list. That `answer` is needed is said by the first call without it. */
function listing(name: string): ListedTool {
  return {
    name,
    description: 'Rest of a shortened answer; next: N more pages',
    inputSchema: {
      type: 'object',
      properties: {
        answer: { type: 'string' },
        page: { type: 'integer' },
        path: { type: 'string' },
        filter: { type: 'string' },
        next: { type: 'integer' },
      },
    },
    annotations: { readOnlyHint: true },
  };
}
