// What the manager passes on to a runner: its tuning, refused where it is wrong, and the clients of authorities, which nobody sees again.
import { startUpstream, temporaryHome, type TemporaryHome } from '@mcpm/test-kit';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectOfficial } from '../src/official-client.ts';
import { ADMIN_TOKEN, startProduct, type Product } from '../src/start-product.ts';

let home: TemporaryHome;
let product: Product;

beforeAll(async () => {
  home = temporaryHome();
  product = await startProduct(home.path);
});

afterAll(async () => {
  await product.end();
  await home.remove();
});

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${product.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${ADMIN_TOKEN}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** A document of one operation that needs a token; without an address of its own a server is never asked. */
function writeDocument(url: string): string {
  const file = join(home.path, 'letters.json');
  const flows = { clientCredentials: { tokenUrl: `${url}/token`, scopes: {} } };
  writeFileSync(
    file,
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Letters', version: '1' },
      servers: [{ url }],
      components: { securitySchemes: { oauth: { type: 'oauth2', flows } } },
      security: [{ oauth: [] }],
      paths: { '/letters': { get: { operationId: 'listLetters', responses: {} } } },
    }),
  );
  return file;
}

test.each([
  [{ lazy: 'sometimes' }, '/runner/lazy', '"always"'],
  [{ listBudget: -1 }, '/runner/listBudget', '>=0'],
  [{ answerBudget: 'much' }, '/runner/answerBudget', 'expected number'],
  [{ lazi: 'auto' }, '/runner/lazi', 'not a known field'],
  [{ fileRoots: ['/'] }, '/runner/fileRoots', 'not a known field'],
])(
  'the tuning %j is refused by its pointer when a server is made and when it is changed',
  async (runner, pointer, said) => {
    const openapiUrl = writeDocument('http://127.0.0.1:9');
    await ask('POST', '/api/servers', { name: 'tuned', openapiUrl, runner: { lazy: 'always' } });
    for (const [method, path, body] of [
      ['POST', '/api/servers', { name: 'other', openapiUrl, runner }],
      ['PATCH', '/api/servers/tuned', { runner }],
    ] as const) {
      const { status, text } = await ask(method, path, body);
      expect({ status, errors: JSON.parse(text).errors }).toEqual({
        status: 400,
        errors: [{ pointer, message: expect.stringContaining(said) }],
      });
    }
  },
);

test('the client of an authority is used, and shown nowhere: not by the API, not in logs, not in a result', async () => {
  await using upstream = await startUpstream({
    // An authority that repeats what it was sent.
    handler: ({ headers, body }) => ({
      status: 400,
      body: { error: 'invalid_client', error_description: `no ${String(body)} ${headers['authorization']}` },
    }),
  });
  const [clientId, clientSecret] = ['canary-of-the-client', 'canary-of-its-secret'];
  const credentials = { oauth: JSON.stringify({ clientId, clientSecret }) };
  const shown = [
    await ask('POST', '/api/servers', { name: 'letters', openapiUrl: writeDocument(upstream.url), credentials }),
  ];
  await product.api('startServer', { params: { id: 'letters' }, query: { wait: true } });
  await using client = await connectOfficial('v2-auto', {
    transport: 'streamable',
    url: `${product.url}/mcp/letters`,
  });
  const result = await client.call('listLetters', {});
  expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('400 invalid_client') }] });
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  expect(upstream.requests[0]?.headers['authorization']).toBe(`Basic ${basic}`);
  const places = ['', '/letters', '/letters/command', '/letters/client-config', '/letters/status'];
  for (const path of places) shown.push(await ask('GET', `/api/servers${path}`));
  for (const path of ['/api/logs', '/api/events', '/api/processes', '/api/operations'])
    shown.push(await ask('GET', path));
  const everything = JSON.stringify([shown, result, product.output()]);
  expect(everything).toContain('credential:oauth');
  for (const secret of [clientSecret, basic]) expect(everything).not.toContain(secret);
});
