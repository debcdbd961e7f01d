// Keeps, for each operation, the rule that let it in or kept it out.
import type { OperationHead } from '../ir/operation.ts';
import { objectOr, type JsonObject } from '../load/json-object.ts';
import { below, type Documents, type Place } from '../resolve/documents.ts';
import type { FilterSubject } from './filter-rule.ts';
import type { Verdict } from './operation-filter.ts';
import type { ToolPlan } from './tool-plan.ts';

/** What became of one operation. */
export interface OperationDecision {
  /** Upper case. */
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  /** Name of the tool it became. */
  readonly tool?: string;
  readonly included: boolean;
  /** The rule of its {@link Verdict}; `unreadable` if the filter let it in but it could not be compiled (a warning says why). */
  readonly rule: string;
}

/** The decisions of one compilation. */
export class DecisionLog {
  readonly #documents: Documents;
  readonly #filter: (operation: FilterSubject) => Verdict;
  readonly #decided: { readonly head: OperationHead; readonly verdict: Verdict }[] = [];

  constructor(documents: Documents, filter: (operation: FilterSubject) => Verdict) {
    this.#documents = documents;
    this.#filter = filter;
  }

  /** Asks the filter, and remembers what it said. */
  decide(head: OperationHead): boolean {
    const verdict = this.#filter({ ...head, fields: () => this.#fieldsOf(head) });
    this.#decided.push({ head, verdict });
    return verdict.included;
  }

  /** All decisions in the order of the document, with the tools that came of them. */
  list(plans: readonly ToolPlan[]): readonly OperationDecision[] {
    const tools = new Map(plans.map(({ name, operation }) => [`${operation.method} ${operation.path}`, name]));
    return this.#decided.map(({ head, verdict }) => {
      const { method, path, operationId } = head;
      const tool = verdict.included ? tools.get(`${method} ${path}`) : undefined;
      return {
        method,
        path,
        ...(operationId === undefined ? {} : { operationId }),
        ...(tool === undefined ? {} : { tool }),
        ...(verdict.included && tool === undefined ? { included: false, rule: 'unreadable' } : verdict),
      };
    });
  }

  /** The fields of an operation over those of its path item: an extension of the item speaks for all its operations. */
  #fieldsOf({ method, path }: OperationHead): JsonObject {
    const item = this.#target(below(below(this.#documents.root(), 'paths'), path));
    if (!item) return {};
    const fixed = below(item, method.toLowerCase());
    const own = method === method.toUpperCase() && fixed.value !== undefined;
    const operation = own ? fixed : below(below(item, 'additionalOperations'), method);
    return { ...objectOr(item.value), deprecated: undefined, ...objectOr(operation.value) };
  }

  #target(place: Place): Place | undefined {
    const resolution = this.#documents.resolve(place);
    return 'place' in resolution ? resolution.place : undefined;
  }
}
