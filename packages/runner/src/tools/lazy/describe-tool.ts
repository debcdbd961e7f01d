// Owns the tool that shows operations whole, as it stands in the list.
import type { BuiltInTool } from '../../call/built-in-tool.ts';
import type { LazyNames } from './lazy-names.ts';
import type { PresentText } from './lazy-result.ts';
import type { OperationFinder } from './operation-finder.ts';

/** The describing tool. */
export function describeTool(finder: OperationFinder, names: LazyNames, present: PresentText): BuiltInTool {
  return {
    listed: {
      name: names.describe,
      description: "An operation's arguments.",
      // A list in `names` does as well, so `name` is not required.
      inputSchema: { type: 'object', properties: { name: { type: 'string' } } },
      annotations: { readOnlyHint: true },
    },
    call: async (args, { caller }) => {
      const { describeOperations } = await import('./describe-operations.ts');
      const within = (json: string, share: number) => present(json, { json: true, owner: caller.principal, share });
      return describeOperations(args, { finder, names, present: within });
    },
  };
}
