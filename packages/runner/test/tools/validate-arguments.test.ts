import type { ToolPlan } from '@mcpm/openapi';
import { expect, test } from 'vitest';
import { checkFor } from '../../src/tools/validate-arguments.ts';

const plan: ToolPlan = {
  name: 'tool',
  description: 'A tool',
  inputSchema: {
    type: 'object',
    properties: {
      count: { type: 'integer' },
      note: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      parts: { type: 'array', items: { $ref: '#/$defs/Part' } },
    },
    required: ['count'],
    additionalProperties: false,
    $defs: {
      Part: {
        type: 'object',
        properties: { kind: { type: 'string', enum: ['a', 'b'] } },
        required: ['kind'],
        additionalProperties: false,
      },
    },
  },
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  operation: { method: 'GET', path: '/', pointer: '', tags: [], deprecated: false },
  request: { parameters: [], accept: '*/*' },
};

test('arguments that fit are not complained about', async () => {
  const check = checkFor(plan);
  expect(check({ count: 1, note: null, parts: [{ kind: 'a' }] })).toBeUndefined();
});

test('each complaint names its place and says what would fit', async () => {
  const complaint = await checkFor(plan)({ count: 'x', parts: [{}, { kind: 'c', more: 1 }], extra: true });
  expect(complaint).toContain('- count: Instance type "string" is invalid. Expected "integer".');
  expect(complaint).toContain('- parts/0: Instance does not have required property "kind".');
  expect(complaint).toContain('- parts/1/kind: ');
  expect(complaint).toContain('- parts/1/more: is not known here.');
  expect(complaint).toContain('- extra: is not known here.');
  expect(complaint).not.toContain('count: is not known here');
});

test('whoever gives an unknown argument is told which ones there are', async () => {
  expect(await checkFor(plan)({ count: 1, parts: [], kind: 'a' })).toMatch(
    /- kind: is not known here\.\nIt takes: count, note, parts\.$/,
  );
  const none = { ...plan, inputSchema: { type: 'object', properties: {}, additionalProperties: false } } as const;
  expect(await checkFor(none)({ a: 1 })).toMatch(/It takes no arguments\.$/);
  // What is wrong deeper down is told at its place.
  expect(await checkFor(plan)({ count: 1, parts: [{ kind: 'a', more: 1 }] })).not.toContain('It takes');
});

test('arguments too many or too deep to be validated are refused at once', async () => {
  const check = checkFor(plan);
  expect(await check({ count: 1, parts: Array.from({ length: 200_000 }, () => 0) })).toContain('too large');
  let deep: unknown = 0;
  for (let level = 0; level < 5_000; level += 1) deep = [deep];
  expect(await check({ count: 1, parts: deep })).toContain('too large');
});
