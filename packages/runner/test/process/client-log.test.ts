import { writeFileSync } from 'node:fs';
import { eventually, startUpstream, temporaryHome, type RawMcpClient } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { serveDocument, WAYS } from '../serve-document.ts';

const logged = ({ notifications }: RawMcpClient) =>
  notifications.filter(({ method }) => method === 'notifications/message').map(({ params }) => params);

describe.each(WAYS)('over %s in the %s era', (transport, era) => {
  test('clients that ask for the log are told of their calls on the way of each, and nobody else is', async () => {
    await using home = temporaryHome();
    let failures = 1;
    await using upstream = await startUpstream({
      handler: () => (failures-- > 0 ? { status: 503, headers: { 'retry-after': '0' } } : { body: [] }),
    });
    const document = writeDocument(home.path, petsDocument(upstream.url));
    await using served = await serveDocument({ transport, era, document });
    const { client } = served;
    const call = (level: string) =>
      client.request('tools/call', {
        name: 'listPets',
        arguments: {},
        ...(era === 'modern' && { _meta: { 'io.modelcontextprotocol/logLevel': level } }),
      });
    const ask = async (level: string) => {
      if (era === 'legacy') await client.request('logging/setLevel', { level });
    };
    await client.callTool('createPet', { body: { name: 'Rex' } });
    expect(logged(client)).toEqual([]);
    failures = 1;
    await ask('info');
    await call('info');
    expect(logged(client)).toEqual([
      { level: 'warning', logger: 'listPets', data: 'GET /pets: sent again after 503' },
      { level: 'info', logger: 'listPets', data: expect.stringMatching(/^GET \/pets → 200 in \d+ ms$/) },
    ]);
    await ask('error');
    await call('error');
    expect(logged(client)).toHaveLength(2);
    await expect(client.request('logging/setLevel', { level: 'loud' })).rejects.toMatchObject({
      code: era === 'legacy' ? -32_602 : -32_601,
    });
  });
});

test.each(['stdio', 'streamable', 'sse'] as const)(
  'over %s a reload that failed is told to a session that asked for warnings',
  async (transport) => {
    await using home = temporaryHome();
    const document = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
    await using served = await serveDocument({ transport, era: 'legacy', document });
    await served.client.request('logging/setLevel', { level: 'warning' });
    await served.client.listTools();
    writeFileSync(document, '{"openapi":');
    served.hup();
    const said = { level: 'warning', logger: 'document', data: expect.stringContaining('could not be loaded again') };
    await eventually(() => expect(logged(served.client)).toEqual([said]));
  },
);
