import { rawStdioClient, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs } from '../runner-process.ts';

const paths = {
  '/pets': {
    get: {
      operationId: 'listAllThePetsOfTheWholeShop',
      summary: 'List pets',
      description: 'They come in the order of their names. Most have one. '.repeat(20),
      'x-mcp': { annotations: { readOnlyHint: false } },
      responses: {
        200: {
          description: '',
          content: { 'application/json': { schema: { properties: { name: { type: 'string' } } } } },
        },
      },
    },
    head: { operationId: 'hidden', 'x-mcp': { hidden: true }, responses: {} },
  },
};

test('names and descriptions keep the budgets of the command line, and answers are described where that is asked for', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const file = writeDocument(home.path, petsDocument(upstream.url, paths));
  const options = ['--name-budget', '20', '--description-budget', '80', '--output-schemas', '--no-cache'];
  await using client = rawStdioClient({
    command: process.execPath,
    args: runnerArgs('--openapi', file, '--lazy', 'never', ...options),
    era: 'modern',
  });
  const tools = await client.listTools();
  expect(tools).toMatchObject([
    {
      name: expect.stringMatching(/^.{1,20}$/),
      description: expect.stringMatching(/^List pets\n\nThey come in the order of their names\..{0,40}…$/),
      annotations: { title: 'List pets', readOnlyHint: false, destructiveHint: true },
      outputSchema: { type: 'object', properties: { name: { description: 'string' } } },
    },
    ...tools.slice(1),
  ]);
  expect(tools.map(({ name }) => name)).not.toContain('hidden');
});
