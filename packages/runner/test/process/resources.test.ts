import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, RawMcpError, temporaryHome, type RawMcpClient } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { serveDocument, WAYS } from '../serve-document.ts';

const paths = {
  '/pets': {
    get: {
      operationId: 'listPets',
      parameters: [{ name: 'status', in: 'query', schema: { type: 'string', enum: ['sold', 'available', 'pending'] } }],
      responses: { 200: { description: 'Pets' } },
    },
  },
  '/owners': { get: { operationId: 'listOwners', responses: { 200: { description: 'Owners' } } } },
};
const TEMPLATE = 'openapi://operations/{operation}';

/** Of the modern era a subscription is answered when it ends, and acknowledged before. */
async function subscribe(client: RawMcpClient, uri: string): Promise<void> {
  if (client.era === 'legacy') return void (await client.request('resources/subscribe', { uri }));
  client.request('subscriptions/listen', { notifications: { resourceSubscriptions: [uri] } }).catch(() => undefined);
  await eventually(() => {
    const methods = client.notifications.map(({ method }) => method);
    if (!methods.includes('notifications/subscriptions/acknowledged')) throw new Error('It is not acknowledged yet');
  });
}

describe.each(WAYS)('over %s in the %s era', (transport, era) => {
  test('the document and its operations are resources, arguments are completed, changes are told', async () => {
    await using home = temporaryHome();
    const document = writeDocument(home.path, petsDocument('http://127.0.0.1:9', paths));
    await using served = await serveDocument({ transport, era, document });
    const { client, greeting, hup } = served;
    expect(greeting).toMatchObject({
      capabilities: { resources: { subscribe: true }, completions: {}, logging: {} },
      instructions: expect.stringContaining(TEMPLATE),
    });

    const size = readFileSync(document).byteLength;
    const main = { uri: 'openapi://document', name: 'Pets', mimeType: 'application/json', size };
    expect(await client.request('resources/list')).toMatchObject({ resources: [main] });
    const read = await client.request('resources/read', { uri: main.uri });
    expect(read['contents']).toEqual([
      { uri: main.uri, mimeType: 'application/json', text: readFileSync(document, 'utf8') },
    ]);
    expect(await client.request('resources/templates/list')).toMatchObject({
      resourceTemplates: [{ uriTemplate: TEMPLATE }],
    });
    const part = await client.request('resources/read', { uri: 'openapi://operations/listPets' });
    expect(part).toMatchObject({ contents: [{ text: expect.stringContaining('"path": "/pets"') }] });
    const unknown = client.request('resources/read', { uri: 'openapi://operations/nobody' });
    await expect(unknown).rejects.toMatchObject({ code: -32_602 });

    const complete = (uri: string, name: string, value: string) =>
      client.request('completion/complete', { ref: { type: 'ref/resource', uri }, argument: { name, value } });
    expect(await complete(TEMPLATE, 'operation', 'listo')).toMatchObject({
      completion: { values: ['listOwners'], total: 1, hasMore: false },
    });
    expect(await complete('openapi://operations/listPets', 'status', '')).toMatchObject({
      completion: { values: ['sold', 'available', 'pending'] },
    });
    await expect(complete('file:///{x}', 'x', '')).rejects.toBeInstanceOf(RawMcpError);

    await subscribe(client, main.uri);
    writeFileSync(document, JSON.stringify(petsDocument('http://127.0.0.1:9')));
    hup();
    const updated = { method: 'notifications/resources/updated', params: expect.objectContaining({ uri: main.uri }) };
    await eventually(() => expect(client.notifications).toContainEqual(expect.objectContaining(updated)));
    const again = await client.request('resources/read', { uri: main.uri });
    expect(again).toMatchObject({ contents: [{ text: readFileSync(document, 'utf8') }] });
  });
});

test('a document that cannot be used can still be read, and the greeting does not wait for it', async () => {
  await using home = temporaryHome();
  const document = join(home.path, 'broken.yaml');
  writeFileSync(document, 'swagger: "1.2"\napis: []\n');
  await using served = await serveDocument({ transport: 'stdio', era: 'legacy', document });
  const read = await served.client.request('resources/read', { uri: 'openapi://document' });
  expect(read).toMatchObject({ contents: [{ mimeType: 'application/yaml', text: 'swagger: "1.2"\napis: []\n' }] });
  const ref = { type: 'ref/resource', uri: TEMPLATE };
  const nothing = await served.client.request('completion/complete', {
    ref,
    argument: { name: 'operation', value: '' },
  });
  expect(nothing).toMatchObject({ completion: { values: [] } });
});
