import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, rawStdioClient, startUpstream, temporaryHome, type RawStdioClient } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs, startRunner } from '../runner-process.ts';

const base = 'http://127.0.0.1:9';

function connect(...args: readonly string[]): RawStdioClient {
  return rawStdioClient({ command: process.execPath, args: runnerArgs(...args) });
}

function writeOverlay(directory: string, name: string, ...actions: readonly object[]): string {
  const file = join(directory, name);
  writeFileSync(file, JSON.stringify({ overlay: '1.1.0', info: { title: 'Fix', version: '1' }, actions }));
  return file;
}

const describeList = { target: "$.paths['/pets'].get", update: { description: 'Every pet there is' } };
const removePost = { target: "$.paths['/pets'].post", remove: true };

test('R49: overlays change the description of a tool and remove an operation, and tell what matched nothing', async () => {
  await using home = temporaryHome();
  const first = writeOverlay(home.path, 'words.json', describeList);
  const second = writeOverlay(home.path, 'less.json', removePost, { target: '$.paths.nothing', remove: true });
  const file = writeDocument(home.path, petsDocument(base));
  await using client = connect('--openapi', file, '--overlay', first, '--overlay', second);
  await client.initialize();
  const tools = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['listPets', 'read_answer']);
  expect(tools[0]?.description).toContain('Every pet there is');
  await eventually(() => expect(client.stderr()).toContain('overlay2#/actions/1'));
  await eventually(() => expect(client.stderr()).toContain('overlay_unmatched'));
});

test('R49: with --watch an overlay that is edited is applied again', async () => {
  await using home = temporaryHome();
  await using elsewhere = temporaryHome();
  const overlay = writeOverlay(elsewhere.path, 'fix.json', describeList);
  const file = writeDocument(home.path, petsDocument(base));
  await using client = connect('--openapi', file, '--overlay', overlay, '--watch');
  await client.initialize();
  expect(await client.listTools()).toHaveLength(3);
  writeOverlay(elsewhere.path, 'fix.json', removePost);
  await eventually(
    async () => expect((await client.listTools()).map(({ name }) => name)).toEqual(['listPets', 'read_answer']),
    {
      timeoutMs: 10_000,
    },
  );
});

test('R49: a broken overlay ends the start with file and place', async () => {
  await using home = temporaryHome();
  const overlay = writeOverlay(home.path, 'fix.json', { target: '$.a[', remove: true });
  const file = writeDocument(home.path, petsDocument(base));
  const args = ['--openapi', file, '--overlay', overlay, '--transport', 'sse', '--port', '0', '--fail-fast'];
  await using runner = startRunner(args);
  expect(await runner.exited).not.toBe(0);
  await eventually(() =>
    expect(runner.stderr()).toMatch(/document_unusable: The overlay .*fix\.json has a JSONPath.*\/actions\/0\/target/),
  );
});

test('R13: --external-refs follows a reference to another address', async () => {
  await using home = temporaryHome();
  await using server = await startUpstream({ handler: () => ({ body: { type: 'string', enum: ['red'] } }) });
  const schema = { $ref: `${server.url}/colour.json` };
  const get = { operationId: 'paint', parameters: [{ name: 'colour', in: 'query', schema }] };
  const file = writeDocument(home.path, petsDocument(base, { '/paint': { get } }));
  const schemaWith = async (...args: readonly string[]): Promise<unknown> => {
    await using client = connect('--openapi', file, ...args);
    await client.initialize();
    return (await client.listTools())[0]?.inputSchema;
  };
  expect(await schemaWith('--external-refs')).toMatchObject({ properties: { colour: { enum: ['red'] } } });
  expect(await schemaWith()).not.toMatchObject({ properties: { colour: { enum: ['red'] } } });
  expect(server.requests).toHaveLength(1);
});

test('R50: --server chooses the server that is called, and an unknown one is refused with the list', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const servers = [{ url: base }, { url: `${upstream.url}/sandbox`, description: 'Sandbox' }];
  const file = writeDocument(home.path, { ...petsDocument(base), servers });
  await using client = connect('--openapi', file, '--server', 'sandbox');
  await client.initialize();
  expect((await client.callTool('listPets')).content[0]?.text).toContain('/sandbox/pets');
  await using runner = startRunner(['--openapi', file, '--server', '7', '--transport', 'sse', '--port', '0']);
  expect(await runner.exited).not.toBe(0);
  await eventually(() =>
    expect(runner.stderr()).toContain(`7\\" is no server of the document. Its servers: 0: ${base}, 1: `),
  );
});

test('R12: a document is asked for with its own headers, which the upstream never sees', async () => {
  await using upstream = await startUpstream({
    handler: (request) =>
      request.url === '/openapi.json'
        ? { status: request.headers['private-token'] === 'let-me-read' ? 200 : 401, body: petsDocument(base) }
        : { body: { ok: true } },
  });
  const url = `${upstream.url}/openapi.json`;
  await using client = connect(
    '--openapi',
    url,
    '--document-header',
    'Private-Token: let-me-read',
    '--base-url',
    upstream.url,
  );
  await client.initialize();
  await client.callTool('listPets', {});
  expect(upstream.requests.map(({ headers }) => headers['private-token'])).toEqual(['let-me-read', undefined]);
});

test('a filter that leaves no operation is a server without tools, and says so', async () => {
  await using home = temporaryHome();
  await using client = connect('--openapi', writeDocument(home.path, petsDocument(base)), '--include', 'tag:nothing');
  await client.initialize();
  await eventually(() => expect(client.stderr()).toMatch(/"warn".*No operation became a tool: --include, --exclude/));
});
