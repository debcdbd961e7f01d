import { describe, expect, it } from 'vitest';
import { compileValue, documentOf } from '../../one-operation.ts';

const responses = {};
const limit = { name: 'limit', in: 'query', description: 'How <b>many</b>.', schema: { type: 'integer' } };

describe('equal parameters of several operations', () => {
  it('are one object in all plans', async () => {
    const { plans } = await compileValue(
      documentOf({
        '/a': { get: { operationId: 'a', responses, parameters: [limit] } },
        '/b': { get: { operationId: 'b', responses, parameters: [{ ...limit }] } },
        '/c': { get: { operationId: 'c', responses, parameters: [{ ...limit, required: true }] } },
      }),
    );
    const [a, b, c] = plans.map((plan) => plan.inputSchema.properties['limit']);
    expect(a).toEqual({ type: 'integer', description: 'How many.' });
    expect(b).toBe(a);
    expect(plans[1]?.request.parameters[0]).toBe(plans[0]?.request.parameters[0]);
    expect(c).toEqual(a);
    expect(plans.map((plan) => plan.request.parameters[0]?.required)).toEqual([false, false, true]);
  });

  it('are described by the name each operation gives them', async () => {
    const inPath = { name: 'limit', in: 'path', required: true, schema: { type: 'string' } };
    const { plans } = await compileValue(
      documentOf({
        '/a': { get: { operationId: 'a', responses, parameters: [limit] } },
        '/b/{limit}': { get: { operationId: 'b', responses, parameters: [inPath, limit] } },
      }),
    );
    expect(plans[0]?.inputSchema.properties).toEqual({ limit: { type: 'integer', description: 'How many.' } });
    expect(plans[1]?.inputSchema.properties['limit_query']).toEqual({
      type: 'integer',
      description: 'How many. Sent as the query parameter "limit".',
    });
  });

  it('are warned of at each place where they are flawed', async () => {
    const flawed = { name: 'sort', in: 'query', style: 'matrix', schema: { type: 'strange' } };
    const { warnings } = await compileValue(
      documentOf({
        '/a': { parameters: [flawed], get: { operationId: 'a', responses }, put: { operationId: 'a2', responses } },
        '/b': { get: { operationId: 'b', responses, parameters: [{ ...flawed }] } },
      }),
    );
    expect(warnings.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
      'style_invalid /paths/~1a/parameters/0',
      'schema_type_unknown /paths/~1a/parameters/0/schema',
      'style_invalid /paths/~1b/get/parameters/0',
      'schema_type_unknown /paths/~1b/get/parameters/0/schema',
    ]);
  });
});
