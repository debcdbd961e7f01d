// Owns the cases of references: nested, circular, into other files, leading nowhere.
import type { FidelityCase, Json, JsonObject } from '../case.ts';
import { ref, shape } from './shape.ts';

const TEXT: Json = { type: 'string' };
const NESTED = { value: 1, next: { value: 2, next: { value: 3 } } };

/** A schema of many levels, each in the one before. */
function deep(levels: number): JsonObject {
  let schema: JsonObject = { type: 'string' };
  for (let level = 0; level < levels; level += 1) schema = { type: 'object', properties: { in: schema } };
  return schema;
}

/** References. */
export const REFERENCE_CASES: readonly FidelityCase[] = [
  shape('reference/nested', {
    says: 'References in references, in lists and in maps keep what they refer to.',
    schema: {
      type: 'object',
      properties: {
        list: { type: 'array', items: ref('Nest_A') },
        map: { type: 'object', additionalProperties: ref('Nest_B') },
      },
    },
    schemas: {
      Nest_A: { type: 'object', properties: { b: ref('Nest_B') }, required: ['b'] },
      Nest_B: { type: 'string', enum: ['x', 'y'] },
    },
    accepts: [{ list: [{ b: 'x' }], map: { k: 'y' } }],
    refuses: [{ list: [{}] }, { list: [{ b: 'z' }] }, { map: { k: 'z' } }],
    value: { list: [{ b: 'x' }], map: { k: 'y' } },
  }),
  shape('reference/recursive', {
    says: 'A schema that refers to itself works at any depth.',
    schema: ref('Node'),
    schemas: {
      Node: { type: 'object', properties: { value: { type: 'integer' }, next: ref('Node') }, required: ['value'] },
    },
    accepts: [NESTED],
    refuses: [{ value: 1, next: { value: 2, next: {} } }],
    value: NESTED,
  }),
  shape('reference/mutual', {
    says: 'So do two that refer to each other.',
    schema: ref('Hen'),
    schemas: {
      Hen: { type: 'object', properties: { egg: ref('Egg') }, required: ['egg'] },
      Egg: { type: 'object', properties: { hen: { oneOf: [ref('Hen'), { type: 'null' }] } } },
    },
    accepts: [{ egg: { hen: { egg: {} } } }, { egg: { hen: null } }],
    refuses: [{ egg: { hen: {} } }],
    value: { egg: { hen: { egg: {} } } },
  }),
  shape('reference/circle-of-nothing', {
    says: 'References that lead only to each other allow anything, and break no other tool.',
    schema: ref('Ring_A'),
    schemas: { Ring_A: ref('Ring_B'), Ring_B: ref('Ring_A') },
    accepts: [1, 'x', {}],
  }),
  shape('reference/circle-of-allOf', {
    says: 'A schema that is a part of itself ends.',
    schema: ref('Snake'),
    schemas: { Snake: { type: 'object', properties: { tail: TEXT }, allOf: [ref('Snake')] } },
    accepts: [{ tail: 'x' }],
    refuses: [{ tail: 1 }],
  }),
  shape('reference/pointer', {
    says: 'A reference may lead into another schema, and through escapes.',
    schema: { type: 'object', properties: { a: { $ref: '#/components/schemas/Has~1slash/properties/in%20ner' } } },
    schemas: { 'Has/slash': { type: 'object', properties: { 'in ner': { type: 'integer' } } } },
    accepts: [{ a: 1 }],
    refuses: [{ a: 'x' }],
  }),
  shape('reference/file', {
    says: 'A reference leads to another file, and from there on.',
    schema: { $ref: 'elsewhere.yaml#/Colour' },
    accepts: [{ shade: 'pale' }],
    refuses: [{}, { shade: 'loud' }],
    value: { shade: 'deep' },
  }),
  shape('reference/path-item', {
    says: 'A whole path item may be referred to.',
    schema: {},
    more: {
      method: null,
      item: { $ref: '#/components/pathItems/Shared' },
      components: {
        pathItems: {
          Shared: {
            parameters: [{ name: 'q', in: 'query', schema: TEXT }],
            get: { operationId: 'sharedItem', summary: 'structure/reference/path-item', responses: {} },
          },
        },
      },
      tool: { name: 'sharedItem', arguments: ['q'] },
      args: { q: 'x' },
      requests: [{ method: 'GET', target: '?q=x' }],
    },
  }),
  shape('reference/siblings', {
    says: 'From 3.1 on, what stands beside a reference counts too.',
    schema: { type: 'object', properties: { a: { ...ref('Short'), maxLength: 2 } } },
    schemas: { Short: { type: 'string', minLength: 1 } },
    accepts: [{ a: 'xy' }],
    refuses: [{ a: '' }, { a: 'xyz' }],
  }),
  shape('reference/missing', {
    says: 'An operation whose body leads nowhere is left out with a warning; the others work.',
    schema: {},
    more: {
      operation: { requestBody: { $ref: '#/components/requestBodies/Nowhere' } },
      tool: null,
      warns: 'Nowhere',
    },
  }),
  shape('reference/url', {
    says: 'A reference to another address is not fetched unless that is asked for; the operation is left out with a warning.',
    schema: {},
    more: {
      operation: { requestBody: { $ref: '@origin@/documents/body.json#/Body' } },
      tool: null,
      warns: 'structure_reference_url',
    },
  }),
  shape('deep', { says: 'A schema of 200 levels is one.', schema: deep(200), accepts: [{ in: { in: {} } }] }),
];
