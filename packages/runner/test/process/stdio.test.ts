import { once } from 'node:events';
import {
  eventually,
  rawStdioClient,
  RawMcpError,
  startUpstream,
  temporaryHome,
  type Era,
  type RawStdioClient,
} from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { logLines, runnerArgs } from '../runner-process.ts';

function connect(era: Era, ...args: readonly string[]): RawStdioClient {
  return rawStdioClient({ command: process.execPath, args: runnerArgs(...args), era });
}

describe.each(['legacy', 'modern'] as const)('over stdio in the %s era', (era) => {
  test('a document becomes tools, and a call becomes a request whose answer is the result', async () => {
    await using home = temporaryHome();
    await using upstream = await startUpstream({ handler: ({ url }) => ({ body: [{ asked: url }] }) });
    await using client = connect(
      era,
      '--openapi',
      writeDocument(home.path, petsDocument(upstream.url)),
      '--log-level',
      'debug',
    );
    const greeting = era === 'legacy' ? await client.initialize() : await client.discover();
    expect(greeting).toMatchObject({ capabilities: { tools: { listChanged: true } } });
    expect((await client.listTools()).map(({ name }) => name)).toEqual(['listPets', 'createPet', 'read_answer']);
    const result = await client.callTool('listPets', { limit: 3 });
    expect(result.isError ?? false).toBe(false);
    expect(result.content[0]?.text).toContain('/pets?limit=3');
    expect(await client.request('resources/list')).toMatchObject({
      resources: [{ uri: 'openapi://document' }],
    });
    expect(await client.request('resources/templates/list')).toMatchObject({
      resourceTemplates: [{ uriTemplate: 'openapi://operations/{operation}' }],
    });
    expect(await client.request('prompts/list')).toMatchObject({ prompts: [] });
  });

  test('R37: standard output is protocol only at every log level, and the log is JSON lines on standard error', async () => {
    await using home = temporaryHome();
    await using upstream = await startUpstream();
    await using client = connect(
      era,
      '--openapi',
      writeDocument(home.path, petsDocument(upstream.url)),
      '--log-level',
      'debug',
      '--auth',
      'hunter2',
    );
    if (era === 'legacy') await client.initialize();
    await client.callTool('listPets');
    client.writeLine('this is no message');
    client.writeLine('{"jsonrpc":"2.0","id":');
    await client.listTools();
    client.endInput();
    expect(await client.exited).toEqual({ code: 0, signal: null });
    expect(client.noise).toEqual([]);
    expect(logLines(client.stderr()).map(({ level }) => level)).toContain('info');
    expect(client.stderr()).not.toContain('hunter2');
  });

  test('wrong arguments and a silent upstream are results the model can read; an unknown tool is a protocol error', async () => {
    await using home = temporaryHome();
    const upstream = await startUpstream();
    await upstream.close();
    await using client = connect(era, '--openapi', writeDocument(home.path, petsDocument(upstream.url)));
    if (era === 'legacy') await client.initialize();
    const wrong = await client.callTool('listPets', { limit: 'many' });
    expect(wrong).toMatchObject({ isError: true });
    expect(wrong.content[0]?.text).toContain('limit');
    const silent = await client.callTool('listPets');
    expect(silent).toMatchObject({ isError: true });
    expect(silent.content[0]?.text).toContain(`127.0.0.1:${upstream.port}`);
    const unknown = client.callTool('nothing');
    await expect(unknown).rejects.toBeInstanceOf(RawMcpError);
    await expect(unknown).rejects.toMatchObject({ code: -32_602 });
  });

  test('R42: cancelling a call aborts its request to the upstream', async () => {
    await using home = temporaryHome();
    const closed: Promise<unknown>[] = [];
    await using upstream = await startUpstream({
      handler: (_request, response) => void closed.push(once(response, 'close')),
    });
    await using client = connect(era, '--openapi', writeDocument(home.path, petsDocument(upstream.url)));
    if (era === 'legacy') await client.initialize();
    const stop = new AbortController();
    const call = client.request('tools/call', { name: 'listPets', arguments: {} }, { signal: stop.signal });
    await eventually(() => expect(closed).toHaveLength(1));
    stop.abort();
    await expect(call).rejects.toThrow(/cancelled/);
    await closed[0];
  });
});

test('the handshake does not wait for the document; the list of tools does', async () => {
  const release = Promise.withResolvers<void>();
  await using documents = await startUpstream({
    handler: async () => {
      await release.promise;
      return { body: petsDocument('http://127.0.0.1:9') };
    },
  });
  await using client = connect('legacy', '--openapi', `${documents.url}/openapi.json`);
  expect(await client.initialize()).toMatchObject({ capabilities: { tools: {} } });
  const listing = client.listTools();
  await eventually(() => expect(documents.requests).toHaveLength(1));
  release.resolve();
  expect(await listing).toHaveLength(3);
});

test('R14: one broken operation costs one warning with its place, and --strict refuses the document', async () => {
  await using home = temporaryHome();
  const paths = {
    '/good': { get: { operationId: 'good' } },
    '/bad': { get: { operationId: 'bad', parameters: [{ $ref: '#/components/parameters/Missing' }] } },
  };
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9', paths));
  await using client = connect('legacy', '--openapi', file);
  await client.initialize();
  expect((await client.listTools()).map(({ name }) => name)).toContain('good');
  const warned = () => logLines(client.stderr()).filter(({ level }) => level === 'warn');
  await eventually(() => expect(warned()).toHaveLength(1));
  const warnings = warned();
  expect(warnings[0]?.msg).toMatch(/\/paths\/~1bad.*line \d+/);
  await using strict = connect('legacy', '--openapi', file, '--strict', '--fail-fast');
  expect(await strict.exited).toMatchObject({ code: 65 });
});

test('the options of the upstream reach it: credentials, headers, base URL, filter, bounds', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream({
    handler: () => ({ headers: { 'Content-Type': 'text/plain' }, body: 'x'.repeat(5_000) }),
  });
  const document = {
    ...petsDocument('http://nowhere.invalid'),
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
  };
  await using client = rawStdioClient({
    command: process.execPath,
    args: runnerArgs(
      '--openapi',
      writeDocument(home.path, document),
      '--base-url',
      `${upstream.url}/v1`,
      '--read-only',
      '--max-response',
      '1024',
    ),
    env: { MCPM_CREDENTIALS: '{"key":"opensesame"}', MCPM_HEADERS: 'X-Extra: 1' },
  });
  await client.initialize();
  expect((await client.listTools()).map(({ name }) => name)).toEqual(['listPets', 'read_answer']);
  const result = await client.callTool('listPets');
  expect(upstream.requests[0]).toMatchObject({ url: '/v1/pets', headers: { 'x-key': 'opensesame', 'x-extra': '1' } });
  expect(result.content[0]?.text?.length).toBeLessThan(2_000);
});
