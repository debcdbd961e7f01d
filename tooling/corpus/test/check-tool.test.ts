import { compileDocument, type ToolPlan } from '@mcpm/openapi';
import { describe, expect, test } from 'vitest';
import { checkTools } from '../src/check/check-tool.ts';
import { corpusDocument } from '../src/index.ts';

const { plans } = await compileDocument({ file: corpusDocument('swagger2').file });
const plan = plans[0]!;
const rules = (changes: Partial<ToolPlan>): readonly string[] =>
  checkTools([{ ...plan, ...changes }]).flaws.map(({ rule }) => rule);

describe('checkTools', () => {
  test('the tools of the petstore have no flaw', () => {
    expect(plans.length).toBeGreaterThan(15);
    expect(checkTools(plans)).toEqual({ flaws: [], called: plans.length, uncalled: [] });
  });

  test.each<[string, Partial<ToolPlan>, string]>([
    ['a name of 65 characters', { name: 'a'.repeat(65) }, 'the name is refused'],
    ['a name with a dot', { name: 'a.b' }, 'the name is refused'],
    ['a blank description', { description: ' ' }, 'the description is empty'],
    ['a description of 4,097 characters', { description: 'a'.repeat(4097) }, 'the description is too long'],
    ['half an emoji', { description: '\ud83d' }, 'the description has half a character'],
    ['a number as title', { title: 1 as unknown as string }, 'the title is no text'],
    [
      'a date in the plan',
      { request: { ...plan.request, accept: new Date(0) as unknown as string } },
      'the plan does not survive JSON',
    ],
  ])('%s is a flaw', (_, changes, rule) => {
    expect(rules(changes)).toEqual([rule]);
  });

  test('a name that differs in case only is taken', () => {
    const { flaws } = checkTools([plan, { ...plan, name: plan.name.toUpperCase() }]);
    expect(flaws.map(({ rule }) => rule)).toEqual(['the name is taken by another tool']);
  });

  test('what does not survive JSON is found among definitions, too', () => {
    const { $defs } = plan.inputSchema;
    const inputSchema = { ...plan.inputSchema, $defs: { ...$defs, A: { default: undefined } } };
    expect(rules({ inputSchema })).toEqual(['the plan does not survive JSON']);
  });
});
