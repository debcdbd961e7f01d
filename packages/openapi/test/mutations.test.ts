import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArgumentError, buildRequest, compileDocument, DocumentError, type CompiledDocument } from '../src/index.ts';
import { documentOf } from './one-operation.ts';

const parameters = ['path', 'query', 'header', 'cookie'].map((where) => ({
  name: where,
  in: where,
  required: where === 'path',
  schema: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
}));
const form = {
  schema: { $ref: '#/components/schemas/Node' },
  encoding: { child: { style: 'deepObject', explode: true } },
};
const operation = {
  operationId: 'one',
  tags: ['t'],
  parameters,
  security: [{ key: [] }],
  responses: { 200: { description: 'ok', content: { 'application/json': {} } } },
};
const sound = documentOf(
  {
    '/a/{path}': {
      servers: [{ url: 'https://{x}.test', variables: { x: { default: 'a' } } }],
      get: operation,
      post: { ...operation, requestBody: { content: { 'multipart/form-data': form } } },
      put: { ...operation, requestBody: { content: { 'application/x-www-form-urlencoded': form } } },
    },
  },
  {
    components: {
      securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'k' } },
      schemas: {
        Node: {
          allOf: [
            {
              type: 'object',
              properties: { child: { $ref: '#/components/schemas/Node' }, file: { type: 'string', format: 'binary' } },
            },
            { required: ['child'] },
          ],
        },
      },
    },
  },
);

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, '', '..', [], {}, [null], { type: 'object' }, { constructor: 1 }),
  fc.constantFrom<unknown>(
    { $ref: '#' },
    { $ref: 5 },
    { $ref: '#/nowhere' },
    { $ref: '#/paths' },
    { $ref: 'x.yaml' },
    { $ref: '#/components/schemas/Node' },
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Every place of a value that can be overwritten. */
function places(root: unknown): readonly (readonly [Record<string, unknown>, string])[] {
  if (typeof root !== 'object' || root === null) return [];
  const holder = root as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [[holder, key] as const, ...places(holder[key])]);
}

async function compileMutant(changes: readonly (readonly [number, unknown])[]): Promise<CompiledDocument | undefined> {
  const document: unknown = structuredClone(sound);
  for (const [at, value] of changes) {
    const all = places(document);
    const [holder, key] = all[at % all.length]!;
    holder[key] = structuredClone(value);
  }
  return compileDocument({ text: JSON.stringify(document) }).catch((error: unknown) => {
    if (error instanceof DocumentError) return undefined;
    throw error;
  });
}

describe('a document with anything in the wrong place', () => {
  it('compiles or is refused by name, and its requests stay under the server URL or are refused by name', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(), junk), { minLength: 1, maxLength: 6 }),
        fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 5, maxLength: 5 }),
        async (changes, values) => {
          const compiled = await compileMutant(changes);
          for (const plan of compiled?.plans ?? []) {
            const args = Object.fromEntries(
              Object.keys(plan.inputSchema.properties).map((key, index) => [key, values[index % values.length]]),
            );
            const url = urlOf(() => buildRequest(plan, args, { baseUrl: 'https://api.test/base' }).url);
            expect(new URL(url ?? 'https://api.test/base/').href).toMatch(/^https:\/\/api\.test\/base\//);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** The URL, or nothing if the arguments were refused. */
function urlOf(build: () => string): string | undefined {
  try {
    return build();
  } catch (error) {
    if (error instanceof ArgumentError) return undefined;
    throw error;
  }
}
