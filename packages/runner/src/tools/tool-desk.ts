// Owns which tools there are and who answers a call of one; knows when all calls are done.
import type { CompiledDocument, ToolResult } from '@mcpm/openapi';
import type { LiveDocument } from '../document/live-document.ts';
import { listedPart, type BuiltInTool, type ListedTool } from '../call/built-in-tool.ts';
import type { CallContext } from '../call/call-context.ts';
import type { Caller } from '../call/caller.ts';
import type { CallObserver } from '../observe/call-observer.ts';
import { within } from '../runtime/wait.ts';
import { chooseList, type ListChoice, type ListLimits } from './lazy/choose-list.ts';
import type { PresentText } from './lazy/lazy-result.ts';
import { documentMissing, documentStatus } from './document-status.ts';
import { introduce, UNKNOWN_TOOLS } from './introduce.ts';
import type { Operations } from '../call/operations.ts';

/** What a desk works with. */
export interface ToolDeskParts {
  readonly document: LiveDocument;
  readonly operations: Operations;
  /** What reads on in answers: tools beside the operations, and the results of texts that may be long. */
  readonly answers: { readonly tools: readonly BuiltInTool[]; readonly presentText: PresentText };
  /** Counts a call; what to tell a caller who makes too many. Absent: nobody counts. */
  readonly refuse?: (caller: Caller) => string | undefined;
  /** Told of calls. Absent: nobody is. */
  readonly observer?: CallObserver;
  /** When operations are searched instead of listed. */
  readonly limits: ListLimits;
}

/** What clients see of one document. */
interface Face {
  readonly choice: ListChoice;
  /** Reads all plans of a document that is listed, so not before somebody asks. */
  readonly list: () => readonly ListedTool[];
  /** Tools that are no operations. */
  readonly builtIn: readonly BuiltInTool[];
  /** What a model should know of them all. */
  readonly introduction: string;
}

/** One call. */
export interface ToolCall extends CallContext {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Takes calls for the tools of the live document. */
export class ToolDesk {
  readonly #parts: ToolDeskParts;
  readonly #faces = new WeakMap<CompiledDocument, Promise<Face>>();
  /** The list without a document. */
  readonly #waiting: readonly ListedTool[] = [documentStatus];
  #shown: Promise<Face> | undefined;
  #introduction = UNKNOWN_TOOLS;
  #isAwaited = false;
  #open = 0;
  #idle: (() => void) | undefined;

  constructor(parts: ToolDeskParts) {
    this.#parts = parts;
  }

  /** Title of the document, once it is known. */
  get title(): string | undefined {
    return this.#parts.document.current?.title;
  }

  /** Every tool, in the order of the document, or those that search it; without a document the one that says why. */
  async list(): Promise<readonly ListedTool[]> {
    if (this.#parts.document.current !== undefined) return (await this.#face()).list();
    this.#isAwaited = true;
    return this.#waiting;
  }

  /** Whether somebody was given a list before there was a document. */
  get isAwaited(): boolean {
    return this.#isAwaited;
  }

  /** Resolves as soon as it is settled whether there is a document; `undefined` once there is one. Never rejects. */
  whenSettled(): Promise<void> | undefined {
    const { document } = this.#parts;
    if (document.current !== undefined) return undefined;
    const settled = () => undefined;
    return document.whenReady().then(settled, settled);
  }

  /** What a model should know of the tools as a whole: of those that were looked at last, before that of any. */
  get introduction(): string {
    return this.#introduction;
  }

  /** Whether the current document is searched instead of listed, and why. */
  async choice(): Promise<ListChoice> {
    return (await this.#face()).choice;
  }

  /** Whether clients may see another list than when this was last asked, and the first time. Operations that are not listed change nothing. */
  async relisted(): Promise<boolean> {
    const before = this.#shown;
    this.#shown = this.#face();
    const [old, now] = await Promise.all([before, this.#shown]);
    if (old === undefined || !old.choice.lazy || !now.choice.lazy) return old !== now;
    return JSON.stringify(old.list()) !== JSON.stringify(now.list());
  }

  /** The result of a call, `undefined` when no tool has this name. Rejects only with a bug, or with the reason of `signal`. */
  async call({ name, args, ...context }: ToolCall): Promise<ToolResult | undefined> {
    const found = this.#find(name);
    const answer = found instanceof Promise ? await found : found;
    if (answer === undefined) return undefined;
    const refusal = this.#parts.refuse?.(context.caller);
    if (refusal !== undefined) return { isError: true, content: [{ type: 'text', text: refusal }] };
    const { observer } = this.#parts;
    this.#open += 1;
    try {
      if (observer?.wants(context)) return await observer.call({ name, args, answer }, context);
      return await answer(args, context);
    } finally {
      this.#open -= 1;
      if (this.#open === 0) this.#idle?.();
    }
  }

  /** Waits until no call is open any more, at most `withinMs`. Resolves with whether any was. */
  async drained(withinMs: number): Promise<boolean> {
    if (this.#open === 0) return false;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#idle = resolve;
    await within(promise, withinMs);
    return true;
  }

  /** Who answers calls of a name; at once where it is an operation. */
  #find(name: string): BuiltInTool['call'] | undefined | Promise<BuiltInTool['call'] | undefined> {
    const { document } = this.#parts;
    if (document.current === undefined) return () => Promise.resolve(documentMissing(document));
    const plan = document.current.find(name);
    return plan === undefined
      ? this.#findBuiltIn(name)
      : (args, context) => this.#parts.operations.call(plan, args, context);
  }

  async #findBuiltIn(name: string): Promise<BuiltInTool['call'] | undefined> {
    const { builtIn } = await this.#face();
    return builtIn.find(({ listed }) => listed.name === name)?.call;
  }

  /** The face of the current document, made once for each. */
  async #face(): Promise<Face> {
    const document = await this.#parts.document.whenReady();
    const known = this.#faces.get(document) ?? this.#show(document);
    this.#faces.set(document, known);
    const face = await known;
    this.#introduction = face.introduction;
    return face;
  }

  async #show(document: CompiledDocument): Promise<Face> {
    const { operations, answers, limits } = this.#parts;
    const { names } = document;
    const { estimateTokens } = await import('@mcpm/openapi');
    const choice = chooseList(limits, names.length, (place) => {
      const plan = document.find(names[place] ?? '');
      return plan === undefined ? 0 : estimateTokens(JSON.stringify(listedPart(plan)));
    });
    const own = answers.tools;
    const [readOn] = own.map(({ listed }) => listed.name);
    const { title, version, description } = document;
    const facts = { title, version, description, operations: names.length, readOn };
    if (!choice.lazy) {
      const list = once(() => [...document.plans, ...own.map(({ listed }) => listed)]);
      return { choice, list, builtIn: own, introduction: introduce(facts) };
    }
    const [{ lazyTools }, { nameLazyTools }] = await Promise.all([
      import('./lazy/lazy-tools.ts'),
      import('./lazy/lazy-names.ts'),
    ]);
    const taken = own.map(({ listed }) => listed.name);
    const builtIn = [...lazyTools(document, { operations, present: answers.presentText, taken }), ...own];
    const introduction = introduce({ ...facts, lazy: nameLazyTools([...names, ...taken]) });
    return { choice, list: once(() => builtIn.map(({ listed }) => listed)), builtIn, introduction };
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
