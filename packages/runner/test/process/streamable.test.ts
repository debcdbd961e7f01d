import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, rawStreamableClient, startUpstream, temporaryHome, type Era, type Upstream } from '@mcpm/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { startRunner, type RunnerProcess } from '../runner-process.ts';

let home: ReturnType<typeof temporaryHome>;
let upstream: Upstream;
let runner: RunnerProcess;
let url: string;

beforeAll(async () => {
  home = temporaryHome();
  upstream = await startUpstream({ handler: ({ url: asked }) => ({ body: { asked } }) });
  const file = writeDocument(home.path, petsDocument(upstream.url));
  runner = startRunner([
    '--openapi',
    file,
    '--transport',
    'streamable',
    '--port',
    '0',
    '--allowed-host',
    'mcp.example.com',
    '--allowed-origin',
    'https://app.example.com',
  ]);
  url = await runner.url();
});

afterAll(async () => {
  await runner[Symbol.asyncDispose]();
  await upstream.close();
  await home.remove();
});

async function open(era: Era) {
  const client = rawStreamableClient({ url, era });
  if (era === 'legacy') await client.initialize();
  return client;
}

describe.each(['legacy', 'modern'] as const)('over Streamable HTTP in the %s era', (era) => {
  test('tools are listed and called', async () => {
    await using client = await open(era);
    expect((await client.listTools()).map(({ name }) => name)).toEqual(['listPets', 'createPet', 'read_answer']);
    const result = await client.callTool('listPets', { limit: 2 });
    expect(result.content[0]?.text).toContain('/pets?limit=2');
    expect(await client.callTool('createPet', { body: 7 })).toMatchObject({ isError: true });
    await expect(client.callTool('nothing')).rejects.toMatchObject({ code: -32_602 });
  });

  test('a client that accepts anything, or does not say what, is served', async () => {
    for (const accept of ['*/*', '']) {
      await using client = rawStreamableClient({ url, era, headers: { Accept: accept } });
      if (era === 'legacy') await client.initialize();
      expect(await client.listTools()).toHaveLength(3);
    }
  });

  test('R39: the same id of several clients never crosses', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, () => open(era)));
    try {
      // Raw clients number their requests alike, so each round asks with one id eight times.
      for (let round = 0; round < 3; round += 1) {
        const results = await Promise.all(
          clients.map((client, index) => client.callTool('listPets', { limit: index + 1 })),
        );
        expect(results.map(({ content }) => JSON.parse(content[0]?.text ?? '{}').asked)).toEqual(
          clients.map((_client, index) => `/pets?limit=${index + 1}`),
        );
      }
    } finally {
      await Promise.all(clients.map((client) => client.close()));
    }
  });

  test('R38: a foreign host or origin is refused with 403, an allowed one is served', async () => {
    const status = async (headers: Readonly<Record<string, string>>) => {
      await using client = rawStreamableClient({ url, era, headers });
      return (await client.post({ jsonrpc: '2.0', id: 1, method: 'ping' })).status;
    };
    expect(await status({ Host: 'evil.test' })).toBe(403);
    expect(await status({ Origin: 'https://evil.test' })).toBe(403);
    expect(await status({ Origin: 'null' })).toBe(403);
    expect(await status({ Host: 'mcp.example.com', Origin: 'https://app.example.com' })).not.toBe(403);
  });
});

test('R38: malformed JSON is 400, an unknown session 404, an oversize body 413, another type 415, another path 404', async () => {
  await using client = await open('legacy');
  expect((await client.post('{"jsonrpc":')).status).toBe(400);
  expect((await client.post('')).status).toBe(400);
  expect((await client.post({ jsonrpc: '2.0', id: 1, method: 'ping' }, { 'Mcp-Session-Id': 'made-up' })).status).toBe(
    404,
  );
  expect(
    (await client.post({ jsonrpc: '2.0', id: 1, method: 'ping', params: { fill: 'x'.repeat(4 * 1024 * 1024) } }))
      .status,
  ).toBe(413);
  expect((await client.post('hello', { 'Content-Type': 'text/plain' })).status).toBe(415);
  expect((await fetch(new URL('/elsewhere', url))).status).toBe(404);
  expect(await client.listTools()).toHaveLength(3);
});

/** Runs before the program and says when the SDK is loaded. */
const TELLER = `
import { registerHooks } from 'node:module';
registerHooks({
  load(url, context, next) {
    if (url.includes('@modelcontextprotocol')) process.stderr.write('LOADED the SDK\\n');
    return next(url, context);
  },
});`;

test('R51: the SDK is not loaded for a list and a call in either era, and is for what is rarer', async () => {
  const teller = join(home.path, 'teller.mjs');
  writeFileSync(teller, TELLER);
  const file = writeDocument(home.path, petsDocument(upstream.url));
  const args = ['--openapi', file, '--transport', 'streamable', '--port', '0'];
  await using lean = startRunner(args, { NODE_OPTIONS: `--import=${teller}` });
  const at = await lean.url();
  for (const era of ['legacy', 'modern'] as const) {
    await using client = rawStreamableClient({ url: at, era });
    if (era === 'legacy') await client.initialize();
    await client.listTools();
    await client.callTool('listPets', { limit: 1 });
  }
  expect(lean.stderr()).not.toContain('LOADED');
  expect(
    (await fetch(at, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status,
  ).toBe(400);
  await eventually(() => expect(lean.stderr()).toContain('LOADED the SDK'));
});

test('a page of an allowed origin may ask beforehand and read the session id', async () => {
  const headers = {
    origin: 'https://app.example.com',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,mcp-session-id',
  };
  const preflight = await fetch(url, { method: 'OPTIONS', headers });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type,mcp-session-id');
  expect(preflight.headers.get('access-control-expose-headers')).toContain('Mcp-Session-Id');
});

test('a second standing stream of a session takes the place of the first', async () => {
  await using client = await open('legacy');
  await client.listen();
  await client.listen();
  expect(await client.listTools()).toHaveLength(3);
});

test('a session the client ended is gone', async () => {
  const client = await open('legacy');
  const { sessionId } = client;
  await client.close();
  await using other = await open('legacy');
  expect(
    (await other.post({ jsonrpc: '2.0', id: 1, method: 'ping' }, { 'Mcp-Session-Id': sessionId ?? '' })).status,
  ).toBe(404);
});

test('a client without the demanded token is challenged, one with it is served', async () => {
  const file = writeDocument(home.path, petsDocument(upstream.url));
  await using guarded = startRunner(
    ['--openapi', file, '--transport', 'streamable', '--port', '0', '--endpoint', '/a/b'],
    { MCPM_REQUIRE_TOKEN: 'opensesame' },
  );
  const at = await guarded.url();
  expect(at).toMatch(/\/a\/b$/);
  const refused = await fetch(at, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toContain('Bearer');
  await using client = rawStreamableClient({ url: at, era: 'modern', token: 'opensesame' });
  await eventually(async () => expect(await client.listTools()).toHaveLength(3));
});
