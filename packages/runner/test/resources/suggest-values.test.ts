import { expect, test } from 'vitest';
import { suggestValues } from '../../src/resources/suggest-values.ts';

const schema = {
  type: 'object',
  properties: {
    status: { type: 'string', enum: ['sold', 'available'], default: 'available', examples: ['pending'] },
    tags: { type: 'array', items: { $ref: '#/$defs/Tag' } },
    dry: { type: 'boolean', default: true },
    limit: { type: 'integer', default: 20, examples: [50, { no: 'text' }] },
    sort: { anyOf: [{ const: 'name' }, { enum: ['age', 3] }] },
    'a.b': { enum: ['dotted'] },
    body: { $ref: '#/$defs/Pet' },
    loop: { $ref: '#/$defs/Loop' },
    free: { type: 'string' },
  },
  $defs: {
    Tag: { type: 'string', enum: ['cat', 'dog'] },
    Pet: { type: 'object', properties: { kind: { $ref: '#/$defs/Tag' }, own: { $ref: '#/$defs/Missing' } } },
    Loop: { anyOf: [{ $ref: '#/$defs/Loop' }, { const: 'end' }] },
  },
} as const;

test.each([
  ['status', ['sold', 'available', 'pending']],
  ['tags', ['cat', 'dog']],
  ['dry', ['true', 'false']],
  ['limit', ['20', '50']],
  ['sort', ['name', 'age', '3']],
  ['a.b', ['dotted']],
  ['body.kind', ['cat', 'dog']],
  ['body.own', []],
  ['loop', ['end']],
  ['free', []],
  ['nothing', []],
  ['constructor', []],
])('the values of %s are what its schema lists, then presets and examples', (argument, values) => {
  expect(suggestValues(schema, argument)).toEqual(values);
});
