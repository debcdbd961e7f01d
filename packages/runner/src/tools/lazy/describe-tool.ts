// Owns the tool that shows operations whole, as the list of tools would have shown them.
import type { ToolPlan, ToolResult } from '@mcpm/openapi';
import * as z from 'zod';
import type { BuiltInTool } from '../built-in-tool.ts';
import type { LazyNames } from './lazy-names.ts';
import { failed, said } from './lazy-result.ts';
import type { OperationFinder } from './operation-finder.ts';

/** Operations described at once. */
const MAX_NAMES = 20;

const Arguments = z.object({
  name: z.union([z.string(), z.array(z.string())]).nullish(),
  names: z.union([z.string(), z.array(z.string())]).nullish(),
});

/** The describing tool. One JSON text for each name. */
export function describeTool(finder: OperationFinder, names: LazyNames): BuiltInTool {
  return {
    listed: {
      name: names.describe,
      description: 'Its arguments.',
      // A list in `names` does as well, so `name` is not required.
      inputSchema: { type: 'object', properties: { name: { type: 'string' } } },
      annotations: { readOnlyHint: true },
    },
    call: async (args): Promise<ToolResult> => {
      const given = Arguments.safeParse(args);
      if (!given.success) return failed(z.prettifyError(given.error));
      const wanted = [...new Set([given.data.name ?? [], given.data.names ?? []].flat())];
      if (wanted.length === 0 || wanted.length > MAX_NAMES)
        return failed(
          `Give from one to ${MAX_NAMES} names of operations: one in "name", several as a list in "names".`,
        );
      const plans = wanted.map((name) => finder.document.find(name));
      const texts = await Promise.all(
        wanted.map(async (name, index) => {
          const plan = plans[index];
          return plan === undefined ? finder.unknown(name, names.search) : JSON.stringify(faceOf(plan));
        }),
      );
      return plans.every((plan) => plan === undefined) ? failed(texts.join('\n')) : said(...texts);
    },
  };
}

/** Everything that would stand in the list of tools, and the route. */
function faceOf({ name, title, description, operation, inputSchema, outputSchema, annotations }: ToolPlan): unknown {
  const { method, path } = operation;
  return { name, title, method, path, description, inputSchema, outputSchema, annotations };
}
