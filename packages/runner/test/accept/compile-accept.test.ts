import { CfWorkerJsonSchemaValidator } from '@modelcontextprotocol/server/validators/cf-worker';
import { expect, test } from 'vitest';
import { compileAccept } from '../../src/accept/compile-accept.ts';
import { chanceOf, randomSchema, randomValue } from './random-json.ts';

function validates(schema: unknown, value: unknown): boolean {
  const validator = new CfWorkerJsonSchemaValidator({ draft: '2020-12' });
  try {
    return validator.getValidator(schema as never)(value).valid;
  } catch (error) {
    // It looks at every alternative, and overflows where one of them leads back to itself: that is no verdict.
    if (error instanceof RangeError) return true;
    throw error;
  }
}

const pet = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, description: 'its name' },
    born: { type: 'string', format: 'date' },
    legs: { type: 'integer', minimum: 0, format: 'int32' },
    kind: { enum: ['cat', 'dog'] },
    tags: { type: 'array', items: { type: 'string', pattern: '^[a-z]+$' }, maxItems: 2 },
    parents: { type: 'array', items: { $ref: '#/$defs/pet' } },
    note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
  required: ['name'],
  additionalProperties: false,
};
const schema = { ...pet, $defs: { pet } };

test('what fits the usual schema of a tool is accepted, with what it refers to', () => {
  const accept = compileAccept(schema);
  const rex = { name: 'Rex', born: '2024-02-29', legs: 4, kind: 'dog', tags: ['a', 'b'], note: null };
  expect(accept(rex)).toBe(true);
  expect(accept({ ...rex, parents: [rex, { name: 'Old', parents: [{ name: 'Older' }] }] })).toBe(true);
});

test.each([
  ['a missing name', {}],
  ['an unknown member', { name: 'a', age: 3 }],
  ['an empty text', { name: '' }],
  ['a day that no month has', { name: 'a', born: '2023-02-29' }],
  ['a fraction', { name: 'a', legs: 1.5 }],
  ['a value that is not listed', { name: 'a', kind: 'cow' }],
  ['a list that is too long', { name: 'a', tags: ['a', 'b', 'c'] }],
  ['an item that is wrong', { name: 'a', tags: ['A'] }],
  ['a fault deep inside', { name: 'a', parents: [{ name: 'b', parents: [{ name: 1 }] }] }],
  ['a list instead of an object', []],
  ['nothing', undefined],
])('%s is not accepted', (_what, value) => {
  expect(compileAccept(schema)(value)).toBe(false);
});

test('what is not understood is accepted by nobody: keywords, references and patterns of another kind', () => {
  for (const odd of [
    { not: {} },
    { patternProperties: {} },
    { $ref: 'https://example.com/a.json' },
    { $ref: '#/$defs/none' },
    { type: 'text' },
    { properties: { constructor: {} } },
    { pattern: '(' },
    { pattern: '^(a+)+$' },
    { oneOf: [{ type: 'string' }, { minLength: 1 }] },
    false,
    'no schema',
  ])
    expect(compileAccept(odd)('aaaa')).toBe(false);
});

test('alternatives that one member tells apart are understood', () => {
  const kind = (type: string) => ({ type: 'object', properties: { type: { const: type } }, required: ['type'] });
  const accept = compileAccept({ oneOf: [kind('a'), kind('b')] });
  expect(accept({ type: 'a' })).toBe(true);
  expect(accept({ type: 'c' })).toBe(false);
});

test('schemas and values that would take for ever are given up', () => {
  const twice = { anyOf: [{ $ref: '#/$defs/twice' }, { $ref: '#/$defs/twice' }] };
  expect(compileAccept({ ...twice, $defs: { twice } })(1)).toBe(false);
  const list = { items: { $ref: '#/$defs/list' }, type: 'array' };
  let deep: readonly unknown[] = [];
  for (let depth = 0; depth < 5_000; depth += 1) deep = [deep];
  expect(compileAccept({ ...list, $defs: { list } })(deep)).toBe(false);
  expect(compileAccept({ type: 'array', items: {} })(Array.from({ length: 200_000 }, () => 1))).toBe(false);
});

test('whatever is accepted, the validator accepts: 20,000 random values of random schemas', () => {
  const chance = chanceOf(4);
  const wrong: string[] = [];
  let accepted = 0;
  for (let round = 0; round < 4_000; round += 1) {
    const random = randomSchema(chance);
    const accept = compileAccept(random);
    for (let time = 0; time < 5; time += 1) {
      const value = randomValue(chance);
      if (!accept(value)) continue;
      accepted += 1;
      if (!validates(random, value)) wrong.push(JSON.stringify({ random, value }));
    }
  }
  expect(wrong).toEqual([]);
  expect(accepted).toBeGreaterThan(2_000);
});
