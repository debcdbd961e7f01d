// Puts together the three tools that stand for all operations of a document.
import type { CompiledDocument } from '@mcpm/openapi';
import type { BuiltInTool } from '../built-in-tool.ts';
import type { OperationCaller } from '../operation-caller.ts';
import { callTool } from './call-tool.ts';
import { describeTool } from './describe-tool.ts';
import { nameLazyTools } from './lazy-names.ts';
import { OperationFinder } from './operation-finder.ts';
import { searchTool } from './search-tool.ts';

/** Search, describe and call for one document; `taken` are the names of other tools beside its operations. */
export function lazyTools(
  document: CompiledDocument,
  operations: OperationCaller,
  taken: readonly string[],
): readonly BuiltInTool[] {
  const finder = new OperationFinder(document);
  const names = nameLazyTools([...document.names, ...taken]);
  return [searchTool(finder, names), describeTool(finder, names), callTool(finder, names, operations)];
}
