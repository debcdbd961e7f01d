import { compileDocument, toToolResult, type ToolPlan, type ToolResult } from '@mcpm/openapi';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corpusDocument } from '../../src/index.ts';
import { examplesIn } from './document-examples.ts';

type Content = ToolResult['structuredContent'];

/** The structured content of a call that was answered with this. */
function contentOf(plan: ToolPlan, type: string, body: string): Content {
  return toToolResult(plan, { status: 200, headers: { 'content-type': type }, body: Buffer.from(body) })
    .structuredContent;
}

const contentOfJson = (plan: ToolPlan, value: unknown): Content =>
  contentOf(plan, 'application/json', JSON.stringify(value));

const settings = { strict: false, validateSchema: false } as const;

/** The validators of the official clients: ajv as their providers set it up, and draft-07 as older ones take schemas. */
const validators = (schema: object): readonly ((value: unknown) => unknown)[] =>
  [new Ajv2020(settings), new Ajv(settings)].map((ajv) => ajv.compile(schema));

const plansOf = async (id: string): Promise<readonly ToolPlan[]> =>
  (await compileDocument({ file: corpusDocument(id).file }, { outputSchemas: true })).plans.filter(
    ({ outputSchema }) => outputSchema,
  );

describe('every answer', () => {
  test.each([
    ['github.com/api.github.com', 300],
    ['stripe.com', 200],
    ['adyen.com/CheckoutService', 100],
    ['digitalocean.com', 320],
    ['slack.com', 290],
    ['xero.com/xero_accounting', 290],
  ])('R18: of the examples of %s is accepted by the declared schema', async (id, least) => {
    const examples = examplesIn(corpusDocument(id).text());
    const examplesOf = ({ operation }: ToolPlan): readonly unknown[] => examples.get(operation.pointer) ?? [];
    const plans = (await plansOf(id)).toSorted((left, right) => examplesOf(right).length - examplesOf(left).length);
    let tried = 0;
    for (const plan of plans.slice(0, 60)) {
      const accept = validators(plan.outputSchema ?? {});
      for (const example of [...examplesOf(plan), null, [], {}, 'text']) {
        const content = contentOfJson(plan, example);
        expect(accept.map((validate) => validate(content))).toEqual([true, true]);
        tried += 1;
      }
      for (const type of ['application/json', 'text/plain', 'image/png', 'application/octet-stream'])
        expect(contentOf(plan, type, 'no {JSON')).toEqual({});
      expect(contentOf(plan, 'application/json', '')).toEqual({});
      expect(accept.map((validate) => validate({}))).toEqual([true, true]);
    }
    expect(tried).toBeGreaterThan(least);
  });

  test('R18: that can be written in JSON is accepted, in the places a schema names as well', async () => {
    const plans = (await plansOf('github.com/api.github.com')).slice(0, 60);
    const accepting = plans.map((plan) => ({ plan, accept: validators(plan.outputSchema ?? {}) }));
    fc.assert(
      fc.property(
        fc.constantFrom(...accepting),
        fc.jsonValue(),
        fc.infiniteStream(fc.jsonValue()),
        ({ plan, accept }, value, values) => {
          const names = Object.keys(plan.outputSchema?.properties ?? {});
          const filled = Object.fromEntries(names.map((name) => [name, values.next().value]));
          for (const answer of [value, filled, [filled]]) {
            const content = contentOfJson(plan, answer);
            for (const validate of accept) expect(validate(content)).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
