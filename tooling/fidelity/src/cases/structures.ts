// Owns the cases of schemas beside references: what a tool's input schema says of unions, keywords, nulls and directions.
import type { FidelityCase, Json } from '../case.ts';
import { ref, shape } from './shape.ts';

const TEXT: Json = { type: 'string' };
const DOG = {
  type: 'object',
  properties: { kind: { const: 'dog' }, bark: { type: 'boolean' } },
  required: ['kind', 'bark'],
};
const CAT = {
  type: 'object',
  properties: { kind: { const: 'cat' }, meow: { type: 'boolean' } },
  required: ['kind', 'meow'],
};

const UNIONS = [
  shape('union/root', {
    says: 'A union as the whole body stays below a plain root.',
    schema: { oneOf: [ref('Dog'), ref('Cat')], discriminator: { propertyName: 'kind' } },
    schemas: { Dog: DOG, Cat: CAT },
    accepts: [
      { kind: 'dog', bark: true },
      { kind: 'cat', meow: true },
    ],
    refuses: [{ kind: 'dog', meow: true }],
    value: { kind: 'cat', meow: false },
  }),
  shape('union/nested-discriminator', {
    says: 'A discriminator in a list, with a mapping, tells its schemas apart.',
    schema: {
      type: 'object',
      properties: {
        pets: {
          type: 'array',
          items: {
            oneOf: [ref('Dog'), ref('Cat')],
            discriminator: { propertyName: 'kind', mapping: { dog: '#/components/schemas/Dog', cat: 'Cat' } },
          },
        },
      },
    },
    accepts: [
      {
        pets: [
          { kind: 'dog', bark: true },
          { kind: 'cat', meow: false },
        ],
      },
    ],
    refuses: [{ pets: [{ kind: 'dog', meow: true }] }, { pets: [{ kind: 'fish' }] }],
    value: { pets: [{ kind: 'dog', bark: true }] },
  }),
  shape('union/any', {
    says: 'anyOf allows each of its schemas.',
    schema: { anyOf: [{ type: 'integer' }, { type: 'array', items: TEXT }] },
    accepts: [1, ['a']],
    refuses: [true, [1]],
    value: ['a'],
  }),
  shape('union/all', {
    says: 'allOf adds up, its requirements as well.',
    schema: {
      allOf: [
        { type: 'object', properties: { a: TEXT }, required: ['a'] },
        { type: 'object', properties: { b: TEXT }, required: ['b'] },
      ],
    },
    accepts: [{ a: 'x', b: 'y' }],
    refuses: [{ a: 'x' }, { b: 'y' }],
    value: { a: 'x', b: 'y' },
  }),
  shape('union/not', {
    says: 'not excludes.',
    schema: { not: { type: 'string' } },
    accepts: [1],
    refuses: ['x'],
    value: 1,
  }),
];

const KEYWORDS = [
  shape('keywords/types', {
    says: 'A list of types is a choice.',
    schema: { type: ['string', 'integer', 'null'] },
    accepts: ['a', 1, null],
    refuses: [true, {}],
    value: null,
  }),
  shape('keywords/const', {
    says: 'A constant is one value.',
    schema: { const: 'x' },
    accepts: ['x'],
    refuses: ['y'],
    value: 'x',
  }),
  shape('keywords/bounds', {
    says: 'Exclusive bounds are numbers.',
    schema: { type: 'number', exclusiveMinimum: 0, maximum: 10, multipleOf: 2 },
    accepts: [2, 10],
    refuses: [0, 12, 3],
    value: 10,
  }),
  shape('keywords/tuple', {
    says: 'A list of fixed places keeps them.',
    schema: { type: 'array', prefixItems: [{ type: 'integer' }, TEXT], items: false },
    accepts: [[1, 'a']],
    refuses: [
      ['a', 1],
      [1, 'a', 2],
    ],
    value: [1, 'a'],
  }),
  shape('keywords/pattern', {
    says: 'Patterns of names and texts hold.',
    schema: {
      type: 'object',
      patternProperties: { '^x-': { type: 'string', pattern: '^[a-z]+$' } },
      additionalProperties: false,
    },
    accepts: [{ 'x-a': 'b' }],
    refuses: [{ 'x-a': '1' }, { a: 'b' }],
    value: { 'x-a': 'b' },
  }),
  shape('keywords/boolean', {
    says: 'true allows anything.',
    schema: { type: 'object', properties: { any: true }, required: ['any'] },
    accepts: [{ any: [] }],
    refuses: [{}],
    value: { any: { a: null } },
  }),
  shape('keywords/dependent', {
    says: 'What one member demands of others holds.',
    schema: { type: 'object', properties: { a: TEXT, b: TEXT }, dependentRequired: { a: ['b'] } },
    accepts: [{}, { a: 'x', b: 'y' }],
    refuses: [{ a: 'x' }],
    value: {},
  }),
  shape('keywords/bad-pattern', {
    says: 'A pattern that no engine reads is left out; the tool stays.',
    schema: { type: 'string', pattern: '(?<=unclosed' },
    accepts: ['x'],
    value: 'x',
  }),
];

const DIRECTIONS = [
  shape('direction/read-only', {
    says: 'What only answers have is no argument and not required.',
    schema: {
      type: 'object',
      properties: { id: { type: 'integer', readOnly: true, title: 'Never an argument' }, name: TEXT },
      required: ['id', 'name'],
    },
    accepts: [{ name: 'x' }],
    value: { name: 'x' },
    more: {
      tool: { accepts: [{ body: { name: 'x' } }], refuses: [{ body: {} }], hides: ['Never an argument'] },
    },
  }),
  shape('direction/read-only-nested', {
    says: 'The same in lists and behind references.',
    schema: { type: 'object', properties: { rows: { type: 'array', items: ref('Row') } } },
    schemas: {
      Row: {
        type: 'object',
        properties: { at: { type: 'string', readOnly: true, title: 'Never one either' }, x: TEXT },
        required: ['at', 'x'],
      },
    },
    value: { rows: [{ x: 'y' }] },
    more: { tool: { accepts: [{ body: { rows: [{ x: 'y' }] } }], hides: ['Never one either'] } },
  }),
  shape('direction/write-only', {
    says: 'What only requests have is an argument.',
    schema: { type: 'object', properties: { password: { type: 'string', writeOnly: true } }, required: ['password'] },
    accepts: [{ password: 'x' }],
    refuses: [{}],
    value: { password: 'x' },
  }),
];

const OLD = [
  shape('3.0/nullable', {
    says: 'nullable allows null, in an enumeration as well.',
    fixture: '3.0',
    schema: {
      type: 'object',
      properties: { a: { type: 'string', nullable: true }, b: { type: 'string', enum: ['x'], nullable: true } },
    },
    accepts: [{ a: null }, { a: 'y' }, { b: 'x' }],
    refuses: [{ a: 1 }, { b: 'y' }],
    value: { a: null },
  }),
  shape('3.0/nullable-reference', {
    says: 'A reference that may be null may be.',
    fixture: '3.0',
    schema: { type: 'object', properties: { a: { nullable: true, allOf: [ref('Inner')] } } },
    schemas: { Inner: { type: 'object', properties: { x: TEXT } } },
    accepts: [{ a: { x: 'y' } }],
    refuses: [{ a: { x: 1 } }],
    value: { a: { x: 'y' } },
  }),
  shape('3.0/bounds', {
    says: 'Exclusive bounds are flags there.',
    fixture: '3.0',
    schema: { type: 'integer', minimum: 1, exclusiveMinimum: true, maximum: 5 },
    accepts: [2, 5],
    refuses: [1, 6],
    value: 2,
  }),
  shape('3.0/siblings', {
    says: 'What stands beside a reference is nothing there.',
    fixture: '3.0',
    schema: { type: 'object', properties: { a: { ...ref('Free'), maxLength: 1 } } },
    schemas: { Free: TEXT },
    accepts: [{ a: 'long' }],
    value: { a: 'long' },
  }),
];

/** Schemas. */
export const STRUCTURE_CASES: readonly FidelityCase[] = [...UNIONS, ...KEYWORDS, ...DIRECTIONS, ...OLD];
