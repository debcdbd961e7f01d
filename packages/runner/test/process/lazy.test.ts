// Documents that are searched instead of listed, over real stdio.
import { corpusDocument } from '@mcpm/corpus';
import {
  eventually,
  rawStdioClient,
  rawStreamableClient,
  startUpstream,
  temporaryHome,
  type Era,
  type RawStdioClient,
} from '@mcpm/test-kit';
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { logLines, runnerArgs, startRunner } from '../runner-process.ts';

const BUILT_IN = ['search_operations', 'describe_operation', 'call_operation'];

async function open(era: Era, ...args: readonly string[]): Promise<RawStdioClient> {
  const client = rawStdioClient({ command: process.execPath, args: runnerArgs(...args), era });
  if (era === 'legacy') await client.initialize();
  return client;
}

async function textOf(client: RawStdioClient, tool: string, args: Readonly<Record<string, unknown>>): Promise<string> {
  const { content } = await client.callTool(tool, args);
  return content.map(({ text }) => text).join('\n');
}

describe.each(['legacy', 'modern'] as const)('the GitHub document in the %s era', (era) => {
  test('R27: is served lazily without being told to: its whole list is under 1 KB, and says in the log why', async () => {
    await using client = await open(era, '--openapi', corpusDocument('github').file, '--no-cache');
    const result = (await client.request('tools/list')) as { tools: readonly { name: string }[] };
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(1_024);
    const { tools } = result;
    const own = tools.filter(({ name }) => BUILT_IN.includes(name));
    expect(own).toHaveLength(3);
    expect(Buffer.byteLength(JSON.stringify(own))).toBeLessThan(600);
    expect(tools.filter(({ name }) => ![...BUILT_IN, 'read_answer'].includes(name))).toEqual([]);
    await eventually(() => {
      const lines = logLines(client.stderr()).filter(({ msg }) => msg.includes('--lazy never'));
      expect(lines).toHaveLength(1);
      expect(lines[0]?.msg).toMatch(/listing 845 tools would cost about \d{6} tokens, and --list-budget is 20000/);
    });
  });
});

test('R27: over Streamable HTTP, in the modern era, where results name the server, that list is under 1 KB too', async () => {
  const document = corpusDocument('github').file;
  await using runner = startRunner(['--openapi', document, '--no-cache', '--transport', 'streamable', '--port', '0']);
  await using client = rawStreamableClient({ url: await runner.url(), era: 'modern' });
  // By then the title of the document is known.
  for (let times = 0; times < 2; times += 1) {
    const result = await client.request('tools/list');
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(1_024);
  }
});

test('an operation of a giant schema is described within the budget of an answer, and read on in like any answer', async () => {
  const args = ['--openapi', corpusDocument('github').file, '--no-cache', '--answer-budget', '600'];
  await using client = await open('legacy', ...args);
  const { content } = await client.callTool('describe_operation', { name: 'repos_update-branch-protection' });
  const [shown, note] = content;
  expect(JSON.parse(shown?.text ?? '')).toMatchObject({ name: 'repos_update-branch-protection', method: 'PUT' });
  expect(shown?.text?.length).toBeLessThan(2_500);
  const answer = /"answer":"(\w+)"/.exec(note?.text ?? '')?.[1];
  const part = await textOf(client, 'read_answer', { answer, path: '/inputSchema/properties/owner' });
  expect(JSON.parse(part)).toMatchObject({ type: 'string' });
});

test('what a search tells is within the budget of an answer too', async () => {
  const args = ['--openapi', corpusDocument('github').file, '--no-cache', '--answer-budget', '400'];
  await using client = await open('legacy', ...args);
  for (const asked of [
    { query: 'pull request', limit: 200 },
    { tag: 'repos', limit: 200 },
  ]) {
    const { content } = await client.callTool('search_operations', asked);
    expect(content[0]?.text?.length).toBeLessThan(2_000);
    expect(content[1]?.text).toMatch(/read_answer \{"answer":"\w+","page":2\} reads on/);
  }
});

test('R27: an operation of GitHub is found, described and called', async () => {
  await using upstream = await startUpstream();
  const args = ['--openapi', corpusDocument('github').file, '--base-url', upstream.url, '--no-cache'];
  await using client = await open('legacy', ...args);
  expect(await textOf(client, 'search_operations', { query: 'open a pull request' })).toMatch(
    /^pulls_create\n {2}POST \/repos\/\{owner\}\/\{repo\}\/pulls\n {2}Create a pull request\n {2}needs: owner, repo, body/,
  );
  expect(await textOf(client, 'search_operations', {})).toMatch(/^845 operations.*\npulls \(27\)/s);
  expect(await textOf(client, 'search_operations', { tag: 'emojis' })).toContain('GET /emojis');
  const described = JSON.parse(await textOf(client, 'describe_operation', { name: 'pulls_create' }));
  expect(described).toMatchObject({
    name: 'pulls_create',
    method: 'POST',
    path: '/repos/{owner}/{repo}/pulls',
    inputSchema: { type: 'object', required: ['owner', 'repo', 'body'] },
    annotations: { readOnlyHint: false },
  });
  const body = { title: 'Mend it', head: 'mended', base: 'main' };
  await client.callTool('call_operation', { name: 'pulls_create', arguments: { owner: 'o', repo: 'r', body } });
  expect(upstream.requests).toHaveLength(1);
  expect(upstream.requests[0]).toMatchObject({ method: 'POST', url: '/repos/o/r/pulls' });
  expect(JSON.parse(String(upstream.requests[0]?.body))).toEqual(body);
});

const paths = {
  '/things/{id}': {
    get: {
      operationId: 'getThing',
      parameters: [
        { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'name', in: 'query', schema: { type: 'string' } },
        { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } },
      ],
    },
    put: {
      operationId: 'putThing',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', format: 'int64' } }],
      requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
    },
  },
  '/form': {
    post: {
      operationId: 'sendForm',
      requestBody: { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object' } } } },
    },
  },
  '/image': { get: { operationId: 'getImage' } },
  '/bytes': { get: { operationId: 'getBytes' } },
  '/empty': { delete: { operationId: 'deleteAll' } },
  '/fault': { get: { operationId: 'getFault' } },
};

const calls: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['getThing', { id: 'a b/c', name: 'x', tags: ['p', 'q'] }],
  ['getThing', {}],
  ['getThing', { id: 'a', unknown: 1 }],
  ['putThing', { id: '9007199254740993', body: { deep: { list: [1, 2.5, null, 'ü'] } } }],
  ['putThing', { id: 5, body: '{"as":"text"}' }],
  ['sendForm', { body: { a: '1 & 2', b: ['x', 'y'] } }],
  ['getImage', {}],
  ['getBytes', {}],
  ['deleteAll', {}],
  ['getFault', {}],
];

test('R28: a call through call_operation, and one by its own name, sends and answers what full mode does', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream({
    handler: ({ method, url, headers, body }) => {
      if (url === '/image') return { headers: { 'content-type': 'image/png' }, body: Buffer.from([137, 80, 78, 71]) };
      if (url === '/bytes') return { headers: { 'content-type': 'application/zip' }, body: Buffer.from([0, 255, 7]) };
      if (url === '/empty') return { status: 204 };
      if (url === '/fault') return { status: 422, headers: { 'retry-after': '7' }, body: { reason: 'no' } };
      return { body: { method, url, type: headers['content-type'], body: String(body) } };
    },
  });
  const file = writeDocument(home.path, petsDocument(upstream.url, paths));
  await using full = await open('legacy', '--openapi', file, '--no-cache');
  await using lazy = await open('legacy', '--openapi', file, '--no-cache', '--lazy', 'always');
  expect((await full.listTools()).map(({ name }) => name)).toEqual(expect.arrayContaining(['getThing', 'deleteAll']));
  expect((await full.listTools()).map(({ name }) => name)).not.toContain('call_operation');
  expect((await lazy.listTools()).map(({ name }) => name)).toEqual(expect.arrayContaining(BUILT_IN));
  for (const [name, args] of calls) {
    const expected = await full.callTool(name, args);
    const results = [
      await lazy.callTool('call_operation', { name, arguments: args }),
      await lazy.callTool('call_operation', { name, arguments: JSON.stringify(args) }),
      await lazy.callTool(name, args),
    ];
    expect({ name, results }).toEqual({ name, results: [expected, expected, expected] });
  }
  const listed = await full.request('tools/list');
  const described = await lazy.callTool('describe_operation', { names: ['getThing', 'putThing'] });
  for (const { text } of described.content) {
    const { method: _method, path: _path, ...face } = JSON.parse(text ?? '');
    expect((listed as { tools: readonly object[] }).tools).toContainEqual(face);
  }
});

test('what a model gets wrong is told so that it can mend it', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const file = writeDocument(home.path, petsDocument(upstream.url, paths));
  await using client = await open('legacy', '--openapi', file, '--no-cache', '--lazy', 'always');
  const wrong = async (tool: string, args: Readonly<Record<string, unknown>>, said: RegExp): Promise<void> => {
    const { isError, content } = await client.callTool(tool, args);
    expect(isError).toBe(true);
    expect(content[0]?.text).toMatch(said);
  };
  await wrong('call_operation', { name: 'get_thing' }, /no operation "get_thing"\. Nearest: getThing/);
  await wrong('describe_operation', { name: 'thing' }, /no operation "thing"\. Nearest: .*getThing/);
  await wrong('describe_operation', {}, /from one to 20 names/);
  await wrong('call_operation', {}, /name of an operation/);
  await wrong('call_operation', { name: 'getThing', arguments: [1] }, /"arguments" must be an object/);
  await wrong('call_operation', { name: 'getThing', arguments: '{"id":' }, /"arguments" must be an object/);
  await wrong('call_operation', { name: 'getThing', id: 'a' }, /Put "id" into "arguments"/);
  await wrong('search_operations', { tag: 'nowhere' }, /no tag "nowhere".*things \(2\)/s);
  await wrong('search_operations', { query: 'x', limit: 0 }, /limit/);
  expect(upstream.requests).toEqual([]);
  // Arguments beside the name mean one thing only here.
  expect(await textOf(client, 'call_operation', { name: 'putThing', id: 5, body: {} })).toContain('/things/5');
  expect(await textOf(client, 'search_operations', { query: 'qqqqqq' })).toContain('Nothing found');
});

test('a document that grows over its budget is searched from then on, and clients are told so once', async () => {
  await using home = temporaryHome();
  const file = writeDocument(home.path, petsDocument('http://127.0.0.1:9'));
  await using client = await open('legacy', '--openapi', file, '--watch', '--no-cache', '--list-budget', '1000');
  expect((await client.listTools()).map(({ name }) => name)).toContain('listPets');
  const changes = (): number =>
    client.notifications.filter(({ method }) => method === 'notifications/tools/list_changed').length;
  const grown = (count: number): void => {
    const more = Array.from({ length: count }, (_, index) => [
      `/more/${index}`,
      { get: { operationId: `more${index}` } },
    ]);
    writeFileSync(file, JSON.stringify(petsDocument('http://127.0.0.1:9', Object.fromEntries(more))));
  };
  grown(200);
  await eventually(() => expect(changes()).toBe(1));
  expect((await client.listTools()).map(({ name }) => name)).toEqual(expect.arrayContaining(BUILT_IN));
  grown(201);
  await eventually(() => expect(client.stderr()).toContain('201 tools'));
  expect(await textOf(client, 'search_operations', { query: 'more200' })).toContain('GET /more/200');
  expect(changes()).toBe(1);
});

test('an operation that bears the name of one of the three keeps it', async () => {
  await using home = temporaryHome();
  await using upstream = await startUpstream();
  const own = petsDocument(upstream.url, { '/own': { get: { operationId: 'call_operation' } } });
  await using client = await open(
    'legacy',
    '--openapi',
    writeDocument(home.path, own),
    '--no-cache',
    '--lazy',
    'always',
  );
  const tools = (await client.listTools()).map(({ name }) => name);
  expect(tools).toEqual(expect.arrayContaining(BUILT_IN.map((name) => `mcpm_${name}`)));
  expect(await textOf(client, 'call_operation', {})).toContain('/own');
  expect(await textOf(client, 'mcpm_call_operation', { name: 'call_operation' })).toContain('/own');
});
