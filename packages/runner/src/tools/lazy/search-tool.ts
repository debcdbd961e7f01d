// Owns the tool that finds operations, as it stands in the list.
import type { BuiltInTool } from '../../call/built-in-tool.ts';
import type { PresentText } from './lazy-result.ts';
import type { LazyNames } from './lazy-names.ts';
import type { OperationFinder } from './operation-finder.ts';

/** The search tool. */
export function searchTool(finder: OperationFinder, names: LazyNames, present: PresentText): BuiltInTool {
  return {
    listed: {
      name: names.search,
      description: 'Finds operations; empty: lists tags.',
      inputSchema: {
        type: 'object',
        // The limit is understood without being listed: the list is to stay short.
        properties: { query: { type: 'string' }, tag: { type: 'string' } },
      },
      annotations: { readOnlyHint: true },
    },
    call: async (args, { caller }) => {
      const { searchOperations } = await import('./search-operations.ts');
      const said = (text: string) => present(text, { json: false, owner: caller.principal });
      return searchOperations(args, { finder, names, said });
    },
  };
}
