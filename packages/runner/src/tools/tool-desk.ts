// Owns which tools there are and who answers a call of one; knows when all calls are done.
import type { ToolPlan, ToolResult } from '@mcpm/openapi';
import type { LiveDocument } from '../document/live-document.ts';
import type { BuiltInTool, ListedTool } from './built-in-tool.ts';
import type { SendContext } from '../upstream/send-context.ts';
import type { OperationCaller } from './operation-caller.ts';

/** What a desk works with. */
export interface ToolDeskParts {
  readonly document: LiveDocument;
  readonly operations: OperationCaller;
  /** Tools beside the operations. */
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
  #open = 0;
  #idle: (() => void) | undefined;

  constructor(parts: ToolDeskParts) {
    this.#parts = parts;
  }

  /** Title of the document, once it is known. */
  get title(): string | undefined {
    return this.#parts.document.current?.document.title;
  }

  /** Every tool, in the order of the document. Waits for the first compile and rejects as it does. */
  async list(): Promise<readonly ListedTool[]> {
    const { document } = await this.#parts.document.whenReady();
    return [...document.plans, ...this.#parts.builtIn.map(({ listed }) => listed)];
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
    const { plans } = await this.#parts.document.whenReady();
    const plan: ToolPlan | undefined = plans.get(name);
    if (plan) return (args, context) => this.#parts.operations.call(plan, args, context);
    return this.#parts.builtIn.find(({ listed }) => listed.name === name)?.call;
  }
}
