// Puts together the three tools that stand for all operations of a document.
import type { CompiledDocument } from '@mcpm/openapi';
import type { BuiltInTool } from '../../call/built-in-tool.ts';
import type { Operations } from '../../call/operations.ts';
import { callTool } from './call-tool.ts';
import { describeTool } from './describe-tool.ts';
import type { PresentText } from './lazy-result.ts';
import { nameLazyTools } from './lazy-names.ts';
import { OperationFinder } from './operation-finder.ts';
import { searchTool } from './search-tool.ts';

/** What the tools work with. */
export interface LazyParts {
  readonly operations: Operations;
  readonly present: PresentText;
  /** The names of other tools beside the operations. */
  readonly taken: readonly string[];
}

/** Search, describe and call for one document. */
export function lazyTools(
  document: CompiledDocument,
  { operations, present, taken }: LazyParts,
): readonly BuiltInTool[] {
  const finder = new OperationFinder(document);
  const names = nameLazyTools([...document.names, ...taken]);
  return [
    searchTool(finder, names, present),
    describeTool(finder, names, present),
    callTool(finder, names, operations),
  ];
}
