// Walks the arguments beside their schemas and lets a rule replace values.
import type { ToolPlan } from '../../tool/tool-plan.ts';
import { ExactNumber } from './exact-number.ts';
import { SchemaView, type Kind, type Position } from './schema-view.ts';

/** Says what a value becomes where these kinds are allowed; the value itself if it stays. `argument` is the one it is in. */
export type Rule = (value: unknown, kinds: ReadonlySet<Kind>, argument: string) => unknown;

/** Deeper values are left alone: no schema of an API reaches them. */
const MAX_DEPTH = 100;

/** The arguments with the rule applied to every value that a schema describes, from the outside to the inside; those given if nothing changes. */
export function rewriteArguments(
  plan: ToolPlan,
  args: Readonly<Record<string, unknown>>,
  rule: Rule,
): Readonly<Record<string, unknown>> {
  const view = new SchemaView(plan.inputSchema);
  const entries = Object.entries(args).map(([argument, value]) => {
    const walk = new Walk(view, rule, argument);
    return [argument, value, walk.rewrite(value, view.member([plan.inputSchema], argument), 0)] as const;
  });
  return entries.every(([, before, after]) => before === after)
    ? args
    : Object.fromEntries(entries.map(([argument, , after]) => [argument, after]));
}

class Walk {
  readonly #view: SchemaView;
  readonly #rule: Rule;
  readonly #argument: string;

  constructor(view: SchemaView, rule: Rule, argument: string) {
    this.#view = view;
    this.#rule = rule;
    this.#argument = argument;
  }

  rewrite(given: unknown, position: Position, depth: number): unknown {
    if (depth > MAX_DEPTH) return given;
    const value = this.#rule(given, this.#view.kinds(position), this.#argument);
    if (Array.isArray(value)) {
      const items = value.map((item, index) => this.rewrite(item, this.#view.item(position, index), depth + 1));
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value;
    const entries = Object.entries(value).map(
      ([name, member]) => [name, member, this.rewrite(member, this.#view.member(position, name), depth + 1)] as const,
    );
    return entries.every(([, before, after]) => before === after)
      ? value
      : Object.fromEntries(entries.map(([name, , after]) => [name, after]));
  }
}
