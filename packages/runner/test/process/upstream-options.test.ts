import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually, rawStdioClient, type RawStdioClient, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs } from '../runner-process.ts';

/** A client of a runner on stdio. */
async function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<RawStdioClient> {
  const client = rawStdioClient({ command: process.execPath, args: runnerArgs(...args), env: { ...env } });
  await client.initialize();
  return client;
}

async function call(client: RawStdioClient): Promise<string> {
  return (await client.callTool('listPets', {})).content[0]?.text ?? '';
}

test('R45: the private server of a document is told at the start, refused with the option that opens it, and called with it', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream({ handler: () => ({ body: 'pets' }) });
  await using docs = await startUpstream({ handler: () => ({ body: petsDocument('http://10.1.2.3:1') }) });
  await using refusing = await start(['--openapi', `${docs.url}/api.json`]);
  const refusal =
    '10.1.2.3 is a private address, which only whoever starts this server may open: by the option --allow-private 10.1.2.3';
  expect(await call(refusing)).toBe(`The API at 10.1.2.3:1 was not called: ${refusal}.`);
  await eventually(() => expect(refusing.stderr()).toContain(`Calls to http://10.1.2.3:1 will be refused: ${refusal}`));
  const file = writeDocument(home.path, petsDocument(upstream.url));
  await using calling = await start(['--openapi', file]);
  expect(await call(calling)).toBe('pets');
});

test('R43: --retries, --circuit-failures and --host-concurrency reach the calls', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream({ handler: () => ({ status: 503 }) });
  const file = writeDocument(home.path, petsDocument(upstream.url));
  await using client = await start([
    '--openapi',
    file,
    '--retries',
    '1',
    '--circuit-failures',
    '3',
    '--host-concurrency',
    '1',
  ]);
  expect(await call(client)).toContain('It was tried 2 times.');
  await call(client);
  expect(await call(client)).toMatch(
    /was not called: it is left alone since \d s ago, because 3 calls in a row failed/,
  );
  expect(upstream.requests).toHaveLength(3);
});

test('R44: the proxy of the environment and --unix-socket reach the calls', async () => {
  await using home = temporaryHome();
  await using proxy = await startUpstream({ handler: ({ url }) => ({ body: `by proxy: ${url}` }) });
  const file = writeDocument(home.path, petsDocument('http://api.test/v1'));
  await using proxied = await start(['--openapi', file], { HTTP_PROXY: proxy.url });
  expect(await call(proxied)).toBe('by proxy: http://api.test/v1/pets');
  const socket = join(home.path, 'api.sock');
  const server = createServer((request, response) => response.end(`by socket: ${request.url}`)).listen(socket);
  await once(server, 'listening');
  await using local = await start(['--openapi', file, '--unix-socket', socket], { HTTP_PROXY: proxy.url });
  expect(await call(local)).toBe('by socket: /v1/pets');
  server.closeAllConnections();
  server.close();
});

test('R46: --response-cache keeps what may be kept', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream({
    handler: () => ({ headers: { 'Cache-Control': 'max-age=60' }, body: 'pets' }),
  });
  const file = writeDocument(home.path, petsDocument(upstream.url));
  await using client = await start(['--openapi', file, '--response-cache']);
  expect([await call(client), await call(client)]).toEqual(['pets', 'pets']);
  expect(upstream.requests).toHaveLength(1);
});
