import { rawStdioClient, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs } from '../runner-process.ts';

test('R31: a credential in the query goes to the API only, whatever its redirect quotes', async () => {
  await using home = temporaryHome();
  await using storage = await startUpstream({ handler: () => ({ body: { archive: true } }) });
  await using upstream = await startUpstream({
    handler: ({ url }) => ({
      status: 302,
      headers: { Location: url.includes('limit=1&') ? `${storage.url}${url}` : `${storage.url}/archive?sig=1` },
    }),
  });
  const document = {
    ...petsDocument(upstream.url),
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } },
  };
  await using client = rawStdioClient({
    command: process.execPath,
    args: runnerArgs('--openapi', writeDocument(home.path, document), '--header', 'X-Extra: hunter2-extra'),
    env: { MCPM_CREDENTIALS: '{"key":"hunter2-secret"}' },
  });
  await client.initialize();
  expect((await client.callTool('listPets', { limit: 2 })).content[0]?.text).toBe('{"archive":true}');
  const refused = await client.callTool('listPets', { limit: 1 });
  expect(refused).toMatchObject({ isError: true });
  expect(refused.content[0]?.text).toContain('with a credential in the URL, which is not followed');
  expect(upstream.requests.map(({ url }) => url)).toEqual([
    '/pets?limit=2&api_key=hunter2-secret',
    '/pets?limit=1&api_key=hunter2-secret',
  ]);
  expect(storage.requests.map(({ url }) => url)).toEqual(['/archive?sig=1']);
  expect(JSON.stringify([storage.requests, refused])).not.toContain('hunter2');
});
