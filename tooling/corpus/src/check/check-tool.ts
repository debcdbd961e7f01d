// Judges the tools of one document: names, descriptions, schemas, and whether a plan survives JSON.
import { isDeepStrictEqual } from 'node:util';
import type { ToolPlan } from '@mcpm/openapi';
import { checkCall } from './check-call.ts';
import { SchemaCheck } from './check-schema.ts';
import type { Flaw } from './walk-schema.ts';

/** The name of a tool that every client takes. */
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

/** Longest description of a tool, in characters. */
const MAX_DESCRIPTION = 4096;

/** Which tools of a document a validator is compiled of and a call is made of: the first ones, and one of every so many after them. */
const THOROUGH = { first: 50, step: 20 } as const;

/** A flaw and the tool that has it. */
export interface ToolFlaw extends Flaw {
  readonly tool: string;
}

/** What the checks of one document found. */
export interface ToolFindings {
  readonly flaws: readonly ToolFlaw[];
  /** Tools that were called with values made from their schema. */
  readonly called: number;
  /** Tools that a call was wanted of, and for whose schema no value was found. */
  readonly uncalled: readonly string[];
}

/** Everything wrong with the tools of one document. */
export function checkTools(plans: readonly ToolPlan[]): ToolFindings {
  const schemas = new SchemaCheck();
  const survivors = new WeakSet<object>();
  const flaws: ToolFlaw[] = [];
  const taken = new Set<string>();
  const uncalled: string[] = [];
  let called = 0;
  for (const [index, plan] of plans.entries()) {
    const thorough = index < THOROUGH.first || index % THOROUGH.step === 0;
    const found = [...checkText(plan), ...schemas.check(plan.inputSchema, false)];
    const validator = thorough && found.length === 0 ? schemas.compile(plan.inputSchema) : undefined;
    if (typeof validator === 'function') {
      const call = checkCall(plan, validator);
      found.push(...call.flaws);
      if (call.tried) called += 1;
      else uncalled.push(plan.name);
    } else if (validator) found.push(...validator);
    const key = plan.name.toLowerCase();
    if (taken.has(key)) found.push({ rule: 'the name is taken by another tool', where: 'name' });
    taken.add(key);
    if (!survivesJson(plan, survivors)) found.push({ rule: 'the plan does not survive JSON', where: '' });
    for (const flaw of found) flaws.push({ tool: plan.name, ...flaw });
  }
  return { flaws, called, uncalled };
}

/** What is wrong with what a model reads first: name, title, description. */
function checkText({ name, title, description }: ToolPlan): readonly Flaw[] {
  const flaws: Flaw[] = [];
  if (!NAME.test(name)) flaws.push({ rule: 'the name is refused', where: 'name' });
  if (title !== undefined && typeof title !== 'string') flaws.push({ rule: 'the title is no text', where: 'title' });
  if (description.trim() === '') flaws.push({ rule: 'the description is empty', where: 'description' });
  if (description.length > MAX_DESCRIPTION) flaws.push({ rule: 'the description is too long', where: 'description' });
  if (!description.isWellFormed()) flaws.push({ rule: 'the description has half a character', where: 'description' });
  return flaws;
}

/** Whether a plan is the same after JSON; definitions that tools share (`survivors`) are tried once. */
function survivesJson(plan: ToolPlan, survivors: WeakSet<object>): boolean {
  const { $defs = {}, ...inputSchema } = plan.inputSchema;
  if (!isSameAfterJson({ ...plan, inputSchema })) return false;
  for (const definition of Object.values($defs)) {
    if (survivors.has(definition)) continue;
    if (!isSameAfterJson(definition)) return false;
    survivors.add(definition);
  }
  return true;
}

function isSameAfterJson(value: object): boolean {
  const again: unknown = JSON.parse(JSON.stringify(value));
  return isDeepStrictEqual(again, value);
}
