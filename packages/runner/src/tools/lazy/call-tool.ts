// Owns the tool that calls any operation by its name, as if it had been listed.
import type { ToolPlan } from '@mcpm/openapi';
import type { BuiltInTool } from '../../call/built-in-tool.ts';
import type { Arguments, Operations } from '../../call/operations.ts';
import type { LazyNames } from './lazy-names.ts';
import { failed } from './lazy-result.ts';
import type { OperationFinder } from './operation-finder.ts';

/** The calling tool. Its result is that of the operation. */
export function callTool(finder: OperationFinder, names: LazyNames, operations: Operations): BuiltInTool {
  const { document } = finder;
  // Ends at the first operation that changes something; few are looked at.
  const readOnly = document.names.every((name) => document.find(name)?.annotations.readOnlyHint === true);
  return {
    listed: {
      name: names.call,
      description: 'Calls an operation.',
      // That a name is needed is said by the first call without one: every byte of this list is sent in every conversation.
      inputSchema: { type: 'object', properties: { name: { type: 'string' }, arguments: { type: 'object' } } },
      // Left out, MCP takes a tool for one that may destroy.
      ...(readOnly ? { annotations: { readOnlyHint: true } } : {}),
    },
    call: async ({ name, ...rest }, context) => {
      if (typeof name !== 'string') return failed('Give the name of an operation in "name".');
      const plan = document.find(name);
      if (plan === undefined) return failed(await finder.unknown(name, names.search));
      const given = await argumentsOf(plan, rest);
      return typeof given === 'string' ? failed(given) : operations.call(plan, given, context);
    },
  };
}

/**
 * The arguments for the operation, or what is wrong with them. They may come as JSON text. Models also put them beside the name: that is understood where it can mean
 * one thing only, so not for an operation with an argument called `name`.
 */
async function argumentsOf(
  { name, inputSchema }: ToolPlan,
  { arguments: given, ...beside }: Arguments,
): Promise<Arguments | string> {
  const strays = Object.keys(beside);
  if (strays.length > 0) {
    const clear = (given ?? undefined) === undefined && !Object.hasOwn(inputSchema.properties, 'name');
    if (clear) return beside;
    return `Put ${strays.map((stray) => JSON.stringify(stray)).join(', ')} into "arguments" if ${name} shall have it.`;
  }
  const value = typeof given === 'string' ? await parse(given) : (given ?? {});
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Arguments;
  return `"arguments" must be an object with the arguments of ${name}.`;
}

/** Digits that a double would change are kept, as they are where a structure comes as text. */
async function parse(text: string): Promise<unknown> {
  if (text.trim() === '') return {};
  const { readJson } = await import('@mcpm/openapi');
  return readJson(text);
}
