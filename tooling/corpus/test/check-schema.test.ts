import { describe, expect, test } from 'vitest';
import { SchemaCheck } from '../src/check/check-schema.ts';

const root = (properties: object, rest: object = {}): object => ({ type: 'object', properties, ...rest });
const rules = (schema: unknown): readonly string[] =>
  new SchemaCheck().check(schema, true).map(({ rule, where }) => `${where}: ${rule}`);

describe('SchemaCheck', () => {
  test('a good schema has no flaw, however deep and recursive', () => {
    const Tree = { type: 'object', properties: { next: { type: 'array', items: { $ref: '#/$defs/Tree' } } } };
    const closed = { type: 'object', additionalProperties: false };
    const schema = root(
      { 'a.b-c_1': { anyOf: [{ $ref: '#/$defs/Tree' }, { type: 'null' }] }, closed },
      { required: ['closed'], additionalProperties: false, $defs: { Tree } },
    );
    expect(rules(schema)).toEqual([]);
  });

  test.each([
    [root({}, { anyOf: [{}] }), '/anyOf: the root has `anyOf`'],
    [root({}, { $ref: '#/$defs/A', $defs: { A: {} } }), '/$ref: the root has `$ref`'],
    [{ properties: {} }, '/type: the root is not of type object'],
    [{ type: 'object' }, '/properties: the root has no properties'],
    [root({ 'a b': {} }), '/properties/a b: the key of an argument is refused'],
    [root({ ['k'.repeat(65)]: {} }), `/properties/${'k'.repeat(65)}: the key of an argument is refused`],
    [root({}, { required: ['id'] }), '/required/id: an argument is required and not described'],
    [root({ a: { $ref: '#/$defs/B' } }), '/properties/a: a reference leads nowhere'],
    [root({ a: { $ref: 'https://example.com/b' } }), '/properties/a: a reference leads out of the schema'],
    [root({ a: true }), '/properties/a: a schema is a bare boolean'],
    [root({ a: { items: false } }), '/properties/a/items: a schema is a bare boolean'],
    [root({ a: { anyOf: [{ type: 'array' }] } }), '/properties/a/anyOf/0: an array has no `items`'],
    [root({ a: { pattern: '(?i)a' } }), '/properties/a: a pattern does not compile in JavaScript'],
    [root({ a: { type: ['string', 'null'] } }), '/properties/a: `type` is a list'],
    [root({ a: { nullable: true } }), '/properties/a: `nullable` is left over'],
    [root({}, { $defs: { A: { properties: { b: null } } } }), '/$defs/A/properties/b: a schema is no object'],
    [
      root({ a: { minimum: 1, exclusiveMinimum: true } }),
      '/properties/a/exclusiveMinimum: no JSON Schema 2020-12: must be number',
    ],
    [
      root({}, { $defs: { A: { type: 'text' } } }),
      '/$defs/A/type: no JSON Schema 2020-12: must be equal to one of the allowed values',
    ],
  ])('%j is flawed', (schema, flaw) => {
    expect(rules(schema)).toContain(flaw);
  });
});
