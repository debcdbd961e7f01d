// Owns showing operations whole, as the list of tools would have shown them. Loaded with the first description.
import type { ToolPlan, ToolResult } from '@mcpm/openapi';
import * as z from 'zod';
import type { LazyNames } from './lazy-names.ts';
import { failed } from './lazy-result.ts';
import type { OperationFinder } from './operation-finder.ts';

/** Operations described at once. */
const MAX_NAMES = 20;

const Arguments = z.object({
  name: z.union([z.string(), z.array(z.string())]).nullish(),
  names: z.union([z.string(), z.array(z.string())]).nullish(),
});

/** What a description works with. */
export interface DescribeParts {
  readonly finder: OperationFinder;
  readonly names: LazyNames;
  /** The result of a JSON text within that share of one answer. */
  readonly present: (json: string, share: number) => Promise<ToolResult>;
}

/** One JSON text for each name, all together within the budget of one answer; what is wrong with the arguments is a result too. */
export async function describeOperations(
  args: Readonly<Record<string, unknown>>,
  { finder, names, present }: DescribeParts,
): Promise<ToolResult> {
  const given = Arguments.safeParse(args);
  if (!given.success) return failed(z.prettifyError(given.error));
  const wanted = [...new Set([given.data.name ?? [], given.data.names ?? []].flat())];
  if (wanted.length === 0 || wanted.length > MAX_NAMES)
    return failed(`Give from one to ${MAX_NAMES} names of operations: one in "name", several as a list in "names".`);
  const plans = wanted.map((name) => finder.document.find(name));
  const results = await Promise.all(
    wanted.map(async (name, index) => {
      const plan = plans[index];
      if (plan === undefined) return failed(await finder.unknown(name, names.search));
      return present(JSON.stringify(faceOf(plan)), 1 / wanted.length);
    }),
  );
  const content = results.flatMap((result) => result.content);
  return plans.every((plan) => plan === undefined) ? { isError: true, content } : { content };
}

/** Everything that would stand in the list of tools, and the route. */
function faceOf({ name, title, description, operation, inputSchema, outputSchema, annotations }: ToolPlan): unknown {
  const { method, path } = operation;
  return { name, title, method, path, description, inputSchema, outputSchema, annotations };
}
