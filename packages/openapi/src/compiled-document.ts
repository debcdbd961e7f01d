// What becomes of a document: its tool plans, and what is known of the document itself.
import type { CompileWarning } from './resolve/compile-warning.ts';
import type { OperationDecision } from './tool/decision-log.ts';
import type { ToolPlan } from './tool/tool-plan.ts';

/** One text a document was compiled from. */
export interface DocumentText {
  /** Absolute URL, `file:` for files; empty for a text that was given. */
  readonly url: string;
  /** SHA-256 of its bytes, hexadecimal; empty if it could not be read. */
  readonly digest: string;
}

/** What is known of a compiled document besides its plans. */
export interface DocumentFacts {
  readonly title: string;
  readonly version: string;
  /** What the document says of itself, as plain text of at most 500 characters; absent if it says nothing. */
  readonly description?: string;
  /** The version as declared, such as `2.0` or `3.1.0`. */
  readonly openapi: string;
  /** SHA-256 of everything that was read, hexadecimal: of the text itself if there is one only. */
  readonly digest: string;
  /** Server URL of the document as a whole, if there is an absolute one. */
  readonly baseUrl?: string;
  /** Number of operations in the document, before any filter. */
  readonly operations: number;
  /** Of each operation: whether it became a tool, and by which rule; in the order of the document. */
  readonly decisions: readonly OperationDecision[];
  readonly warnings: readonly CompileWarning[];
  /** What was read: the document, its overlays, the files it refers to. */
  readonly texts: readonly DocumentText[];
}

/** What became of a document. */
export interface CompiledDocument extends DocumentFacts {
  /** The names of all plans, in the order of the document. */
  readonly names: readonly string[];
  /** Every plan, in the order of the document. Those of a stored document are read when they are asked for. */
  readonly plans: readonly ToolPlan[];
  /** The plan of this name; always the same object. */
  find(name: string): ToolPlan | undefined;
}

/** What every compiled document says of itself, however it keeps its plans and decisions. */
export class FactSheet implements Omit<DocumentFacts, 'decisions'> {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
  readonly openapi: string;
  readonly baseUrl?: string;
  readonly operations: number;
  readonly warnings: readonly CompileWarning[];
  readonly texts: readonly DocumentText[];
  readonly #facts: Pick<DocumentFacts, 'digest'>;

  constructor(facts: Omit<DocumentFacts, 'decisions'>) {
    this.title = facts.title;
    this.version = facts.version;
    if (facts.description !== undefined) this.description = facts.description;
    this.openapi = facts.openapi;
    if (facts.baseUrl !== undefined) this.baseUrl = facts.baseUrl;
    this.operations = facts.operations;
    this.warnings = facts.warnings;
    this.texts = facts.texts;
    this.#facts = facts;
  }

  get digest(): string {
    return this.#facts.digest;
  }
}

/** A document whose plans are all there. */
export class FreshDocument extends FactSheet implements CompiledDocument {
  readonly decisions: readonly OperationDecision[];
  readonly plans: readonly ToolPlan[];
  #byName: ReadonlyMap<string, ToolPlan> | undefined;

  constructor(facts: DocumentFacts, plans: readonly ToolPlan[]) {
    super(facts);
    this.decisions = facts.decisions;
    this.plans = plans;
  }

  get names(): readonly string[] {
    return this.plans.map(({ name }) => name);
  }

  find(name: string): ToolPlan | undefined {
    this.#byName ??= new Map(this.plans.map((plan) => [plan.name, plan]));
    return this.#byName.get(name);
  }
}
