// Walks the arguments beside their schemas and lets a rule replace values.
import type { ToolPlan } from '../../tool/tool-plan.ts';
import { ExactNumber } from './exact-number.ts';
import { Place, type Kinds } from './argument-place.ts';

/** Says what a value becomes where these kinds are allowed; the value itself if it stays. `argument` is the one it is in. */
export type Rule = (value: unknown, kinds: Kinds, argument: string) => unknown;

/** Deeper values are left alone: no schema of an API reaches them. */
const MAX_DEPTH = 100;

/** The arguments with the rule applied to every value that a schema describes, from the outside to the inside; those given if nothing changes. */
export function rewriteArguments(
  plan: ToolPlan,
  args: Readonly<Record<string, unknown>>,
  rule: Rule,
): Readonly<Record<string, unknown>> {
  const root = new Place(plan.inputSchema);
  let changed: Record<string, unknown> | undefined;
  for (const [argument, value] of Object.entries(args)) {
    const after = rewrite(value, root.member(argument), { rule, argument, depth: 0 });
    if (after !== value) (changed ??= copyOf(args))[argument] = after;
  }
  return changed ?? args;
}

interface Walk {
  readonly rule: Rule;
  readonly argument: string;
  readonly depth: number;
}

function rewrite(given: unknown, place: Place, walk: Walk): unknown {
  if (walk.depth > MAX_DEPTH) return given;
  const value = walk.rule(given, place, walk.argument);
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value;
  const below = { ...walk, depth: walk.depth + 1 };
  if (Array.isArray(value)) {
    const items = value.map((item, index) => rewrite(item, place.item(index), below));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  let changed: Record<string, unknown> | undefined;
  for (const [name, member] of Object.entries(value)) {
    const after = rewrite(member, place.member(name), below);
    if (after !== member) (changed ??= copyOf(value))[name] = after;
  }
  return changed ?? value;
}

/** Own members as they are, `__proto__` among them. */
function copyOf(value: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value));
}
