// Keeps, for each operation, the rule that let it in or kept it out.
import type { OperationHead } from '../ir/operation.ts';
import { isObject, objectOr, type JsonObject } from '../load/json-object.ts';
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
  /** The rule of its {@link Verdict}; `unreadable` if it could not be compiled (a warning says why). */
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

  /** Remembers that something stands in the place of an operation and is none. */
  noteUnreadable(head: OperationHead): void {
    this.#decided.push({ head, verdict: { included: true, rule: 'default' } });
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
    const place = below(below(this.#documents.root(), 'paths'), path);
    const resolution = this.#documents.resolve(place);
    // Operations may stand beside a `$ref` as well.
    const items = [...('place' in resolution ? [resolution.place] : []), place];
    const operation = items.map((item) => operationIn(item, method)).find((fields) => fields !== undefined);
    return { ...objectOr(items[0]?.value), deprecated: undefined, ...operation };
  }
}

/** The fields of the operation of a path item, if it has one of this method. */
function operationIn(item: Place, method: string): JsonObject | undefined {
  const fixed = below(item, method.toLowerCase()).value;
  if (method === method.toUpperCase() && isObject(fixed)) return fixed;
  const additional = below(below(item, 'additionalOperations'), method).value;
  return isObject(additional) ? additional : undefined;
}
