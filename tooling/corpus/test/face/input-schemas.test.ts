import { compileDocument, type JsonSchema } from '@mcpm/openapi';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { corpusDocument } from '../../src/index.ts';

const ROOT = ['$defs', 'additionalProperties', 'properties', 'required', 'type'];

/** Every schema inside of one, itself included. */
function* schemasIn(schema: unknown): Generator<JsonSchema> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  const fields = schema as JsonSchema;
  yield fields;
  for (const keyword of ['items', 'additionalProperties', 'not', 'contains', 'propertyNames'])
    yield* schemasIn(fields[keyword]);
  for (const keyword of ['properties', 'patternProperties', '$defs', 'anyOf', 'allOf', 'prefixItems'])
    for (const inner of Object.values(Object(fields[keyword]))) yield* schemasIn(inner);
}

const holes = (schema: unknown): readonly JsonSchema[] =>
  [...schemasIn(schema)].filter(
    ({ type, items, ...rest }) =>
      Array.isArray(type) || (type === 'array' && items === undefined) || 'oneOf' in rest || 'nullable' in rest,
  );

test.each([
  'github.com/api.github.com',
  'stripe.com',
  'kubernetes.io',
  'adyen.com/CheckoutService',
  'box.com',
  'amazonaws.com/s3',
])('R23: an input schema of %s is JSON Schema 2020-12 that every client takes', async (id) => {
  const { plans } = await compileDocument({ file: corpusDocument(id).file });
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  const looked = plans.filter((_, index) => index % 25 === 0);
  expect(looked.length).toBeGreaterThan(0);
  for (const { inputSchema } of looked) {
    expect(inputSchema).toMatchObject({ type: 'object', properties: expect.any(Object) });
    expect(Object.keys(inputSchema).every((keyword) => ROOT.includes(keyword))).toBe(true);
    expect(Object.keys(inputSchema.properties).filter((key) => !/^[a-zA-Z0-9_.-]{1,64}$/.test(key))).toEqual([]);
    expect(ajv.validateSchema(inputSchema)).toBe(true);
    expect(holes(inputSchema)).toEqual([]);
  }
});
