import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { planOf } from '../one-operation.ts';

const ROOT = ['$defs', 'additionalProperties', 'properties', 'required', 'type'];

describe.each(['oneOf', 'anyOf', 'allOf'])('the input schema of a body that has %s', (combinator) => {
  test('R23: has a plain root, and is JSON Schema 2020-12 that every client takes', async () => {
    const schema = {
      [combinator]: [
        { type: 'object', properties: { a: { type: 'string', nullable: true } } },
        { $ref: '#/components/schemas/B' },
      ],
    };
    const { inputSchema } = await planOf(
      { requestBody: { required: true, content: { 'application/json': { schema } } } },
      {
        method: 'post',
        rest: {
          openapi: '3.0.3',
          components: { schemas: { B: { type: 'object', properties: { b: { type: 'array' } } } } },
        },
      },
    );
    expect(Object.keys(inputSchema).every((keyword) => ROOT.includes(keyword))).toBe(true);
    expect(inputSchema).toMatchObject({
      type: 'object',
      required: ['body'],
      additionalProperties: false,
      properties: {
        body: {
          [combinator === 'oneOf' ? 'anyOf' : combinator]: [
            { type: 'object', properties: { a: { anyOf: [{ type: 'string' }, { type: 'null' }] } } },
            { $ref: '#/$defs/B' },
          ],
        },
      },
      $defs: { B: { type: 'object', properties: { b: { type: 'array', items: {} } } } },
    });
    expect(JSON.stringify(inputSchema)).not.toMatch(/"(oneOf|nullable)"/);
    expect(new Ajv2020().validateSchema(inputSchema)).toBe(true);
  });
});
