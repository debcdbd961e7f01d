// Owns which tools there are and who answers a call of one; knows when all calls are done.
import type { CompiledDocument, ToolResult } from '@mcpm/openapi';
import type { LiveDocument } from '../document/live-document.ts';
import type { BuiltInTool, ListedTool } from './built-in-tool.ts';
import type { SendContext } from '../upstream/send-context.ts';
import { chooseList, type ListChoice, type ListLimits } from './lazy/choose-list.ts';
import type { PresentText } from './lazy/lazy-result.ts';
import type { OperationCaller } from './operation-caller.ts';

/** What a desk works with. */
export interface ToolDeskParts {
  readonly document: LiveDocument;
  readonly operations: OperationCaller;
  /** What reads on in answers: tools beside the operations, and the results of texts that may be long. */
  readonly answers: { readonly tools: readonly BuiltInTool[]; readonly presentText: PresentText };
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
}

/** One call. */
export interface ToolCall extends SendContext {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Takes calls for the tools of the live document. */
export class ToolDesk {
  readonly #parts: ToolDeskParts;
  readonly #faces = new WeakMap<CompiledDocument, Promise<Face>>();
  #shown: Promise<Face> | undefined;
  #open = 0;
  #idle: (() => void) | undefined;

  constructor(parts: ToolDeskParts) {
    this.#parts = parts;
  }

  /** Title of the document, once it is known. */
  get title(): string | undefined {
    return this.#parts.document.current?.title;
  }

  /** Every tool, in the order of the document, or those that search it. Waits for the first compile and rejects as it does. */
  async list(): Promise<readonly ListedTool[]> {
    return (await this.#face()).list();
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
    const answer = await this.#find(name);
    if (answer === undefined) return undefined;
    this.#open += 1;
    try {
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
    const timer = setTimeout(resolve, withinMs);
    this.#idle = resolve;
    await promise;
    clearTimeout(timer);
    return true;
  }

  async #find(name: string): Promise<BuiltInTool['call'] | undefined> {
    const plan = (await this.#parts.document.whenReady()).find(name);
    if (plan) return (args, context) => this.#parts.operations.call(plan, args, context);
    const { builtIn } = await this.#face();
    return builtIn.find(({ listed }) => listed.name === name)?.call;
  }

  /** The face of the current document, made once for each. */
  async #face(): Promise<Face> {
    const document = await this.#parts.document.whenReady();
    const known = this.#faces.get(document) ?? this.#show(document);
    this.#faces.set(document, known);
    return known;
  }

  async #show(document: CompiledDocument): Promise<Face> {
    const { operations, answers, limits } = this.#parts;
    const { names } = document;
    const { estimateTokens } = await import('@mcpm/openapi');
    const choice = chooseList(limits, names.length, (place) => {
      const plan = document.find(names[place] ?? '');
      return plan === undefined ? 0 : estimateTokens(JSON.stringify(listedOf(plan)));
    });
    const own = answers.tools;
    if (!choice.lazy)
      return { choice, list: once(() => [...document.plans, ...own.map(({ listed }) => listed)]), builtIn: own };
    const { lazyTools } = await import('./lazy/lazy-tools.ts');
    const taken = own.map(({ listed }) => listed.name);
    const builtIn = [...lazyTools(document, { operations, present: answers.presentText, taken }), ...own];
    return { choice, list: once(() => builtIn.map(({ listed }) => listed)), builtIn };
  }
}

/** The part of a plan that clients are sent. */
function listedOf({ name, title, description, inputSchema, outputSchema, annotations }: ListedTool): ListedTool {
  return { name, title, description, inputSchema, outputSchema, annotations };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
