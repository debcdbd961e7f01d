// Owns the search over the operations of one document; its index is built at the first question.
import type { CompiledDocument, OperationSearch, ToolPlan } from '@mcpm/openapi';

/** Names that are offered in place of one that does not exist. */
const NEAREST = 5;

/** Finds operations of one document. */
export class OperationFinder {
  readonly document: CompiledDocument;
  #search: Promise<OperationSearch> | undefined;

  constructor(document: CompiledDocument) {
    this.document = document;
  }

  /** The search; built once. */
  search(): Promise<OperationSearch> {
    return (this.#search ??= import('@mcpm/openapi').then(({ openSearch }) => openSearch(plansOf(this.document))));
  }

  /** Tells a model that there is no operation of a name, and which ones it may have meant. `searchTool` finds more. */
  async unknown(name: string, searchTool: string): Promise<string> {
    const found = (await this.search()).search(name, { limit: NEAREST });
    const nearest = found.length === 0 ? '' : ` Nearest: ${found.map((operation) => operation.name).join(', ')}.`;
    return `There is no operation ${JSON.stringify(name)}.${nearest} ${searchTool} finds operations.`;
  }
}

/** One by one: those of a stored document are read as they are asked for, and all at once would hold up everything else. */
function* plansOf(document: CompiledDocument): Iterable<ToolPlan> {
  for (const name of document.names) {
    const plan = document.find(name);
    if (plan !== undefined) yield plan;
  }
}
