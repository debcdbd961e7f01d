// What a model sends in a form of its own reaches the upstream as the document wants it.
import { startUpstream, temporaryHome, rawStdioClient } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs } from '../runner-process.ts';

const paths = {
  '/accounts/{id}': {
    put: {
      operationId: 'putAccount',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } }],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { balance: { type: 'integer', format: 'int64' }, note: { type: 'string' } },
              required: ['balance'],
            },
          },
        },
      },
      responses: { 200: { description: 'ok' } },
    },
  },
};

test('integers beyond 2^53 given as digits arrive digit by digit, in the path and as numbers of a body that came as text', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const file = writeDocument(home.path, petsDocument(upstream.url, paths));
  await using client = rawStdioClient({ command: process.execPath, args: runnerArgs('--openapi', file) });
  await client.initialize();
  const body = '{"balance": 12345678901234567890, "note": "{\\"not\\": 1}"}';
  const result = await client.callTool('putAccount', { id: '9007199254740993', body });
  expect(result.isError ?? false).toBe(false);
  expect(upstream.requests[0]?.url).toBe('/accounts/9007199254740993');
  expect(upstream.requests[0]?.body.toString()).toBe('{"balance":12345678901234567890,"note":"{\\"not\\": 1}"}');
});

test('an integer that was rounded on its way is refused with the way out', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const file = writeDocument(home.path, petsDocument(upstream.url, paths));
  await using client = rawStdioClient({ command: process.execPath, args: runnerArgs('--openapi', file) });
  await client.initialize();
  const result = await client.callTool('putAccount', { id: 2 ** 60, body: { balance: 1 } });
  expect(result.isError).toBe(true);
  expect(result.content[0]?.text).toMatch(/string/);
  expect(upstream.requests).toEqual([]);
});
