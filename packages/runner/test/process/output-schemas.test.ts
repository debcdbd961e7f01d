import { Client as NewClient } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { startUpstream, temporaryHome, type UpstreamAnswer } from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs } from '../runner-process.ts';

const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255);
const answer = (type: string, body: string | Uint8Array, status = 200): UpstreamAnswer => ({
  status,
  headers: { 'content-type': type },
  body,
});

/** What the upstream answers to an operation that promises a strict object, and the structured content that comes of it. */
const cases: Readonly<Record<string, { readonly answer: UpstreamAnswer; readonly structured?: unknown }>> = {
  asPromised: { answer: answer('application/json', '{"id":1,"name":"Rex"}'), structured: { id: 1, name: 'Rex' } },
  undeclaredNull: {
    answer: answer('application/json', '{"id":null,"name":null}'),
    structured: { id: null, name: null },
  },
  offSchema: { answer: answer('application/json', '{"id":"x","more":[{}]}'), structured: { id: 'x', more: [{}] } },
  anotherStatus: { answer: answer('application/json', '{"job":7}', 202), structured: { job: 7 } },
  list: { answer: answer('application/json', '[{"id":1}]'), structured: { items: [{ id: 1 }] } },
  aText: { answer: answer('application/json', '"done"'), structured: { value: 'done' } },
  aNumber: { answer: answer('application/json', '3'), structured: { value: 3 } },
  nothingAtAll: { answer: answer('application/json', 'null'), structured: { value: null } },
  longNumber: { answer: answer('application/json', '{"id":9007199254740993}'), structured: {} },
  brokenJson: { answer: answer('application/json', '{"id":'), structured: {} },
  emptyBody: { answer: answer('application/json', ''), structured: {} },
  noContent: { answer: { status: 204 }, structured: {} },
  plainText: { answer: answer('text/plain', 'hello'), structured: {} },
  html: { answer: answer('text/html', '<p>hello</p>'), structured: {} },
  xml: { answer: answer('application/xml', '<a/>'), structured: {} },
  csv: { answer: answer('text/csv', 'a,b'), structured: {} },
  problemJson: { answer: answer('application/problem+json', '{"title":"t"}'), structured: { title: 't' } },
  wrongType: { answer: answer('text/plain', '{"id":1}') },
  image: { answer: answer('image/png', bytes), structured: {} },
  audio: { answer: answer('audio/mpeg', bytes), structured: {} },
  pdf: { answer: answer('application/pdf', bytes), structured: {} },
  savedFile: { answer: answer('application/zip', new Uint8Array(9_000)), structured: {} },
  lines: { answer: answer('application/x-ndjson', '{"a":1}\n{"a":2}\n') },
  large: {
    answer: answer(
      'application/json',
      JSON.stringify({ list: Array.from({ length: 9_000 }, (_, id) => ({ id, text: 'word '.repeat(9) })) }),
    ),
  },
  cutOff: { answer: answer('application/json', JSON.stringify({ text: 'x'.repeat(3_000_000) })), structured: {} },
  notFound: { answer: answer('application/json', '{"error":"gone"}', 404) },
  broken: { answer: answer('text/html', '<h1>oops</h1>', 500) },
};

const schema = {
  type: 'object',
  required: ['id', 'name'],
  additionalProperties: false,
  properties: { id: { type: 'integer' }, name: { type: 'string', enum: ['Rex'] } },
};
const paths = Object.fromEntries(
  Object.keys(cases).map((name) => [
    `/${name}`,
    {
      get: { operationId: name, responses: { 200: { description: '', content: { 'application/json': { schema } } } } },
    },
  ]),
);

/** A failure may carry what it likes; every other result has structured content. */
const expected = Object.fromEntries(
  Object.entries(cases).map(([name, { answer: given, structured }]) => {
    const failed = (given.status ?? 200) >= 400;
    const structuredContent = failed ? undefined : (structured ?? expect.any(Object));
    return [name, { failed, empty: false, structuredContent }];
  }),
);

interface Called {
  readonly isError?: boolean | undefined;
  readonly content: readonly unknown[];
  readonly structuredContent?: unknown;
}

interface AnyClient {
  readonly call: (name: string) => Promise<Called>;
  readonly close: () => Promise<void>;
}

const info = { name: 'test', version: '1' };
const connections: Readonly<
  Record<string, (at: { command: string; args: string[]; stderr: 'ignore' }) => Promise<AnyClient>>
> = {
  'the first SDK': async (at) => {
    const client = new OldClient(info);
    await client.connect(new OldStdio(at));
    await client.listTools();
    return {
      call: async (name) => (await client.callTool({ name, arguments: {} })) as Called,
      close: () => client.close(),
    };
  },
  'the second SDK, legacy': (at) => connectNew(at, 'legacy'),
  'the second SDK, modern': (at) => connectNew(at, 'auto'),
};

async function connectNew(
  at: { command: string; args: string[]; stderr: 'ignore' },
  mode: 'legacy' | 'auto',
): Promise<AnyClient> {
  const client = new NewClient(info, { versionNegotiation: { mode } });
  await client.connect(new StdioClientTransport(at));
  await client.listTools();
  return { call: (name) => client.callTool({ name, arguments: {} }), close: () => client.close() };
}

describe.each(Object.keys(connections))('with output schemas, a client of %s', (kind) => {
  test('R18: takes every answer, and finds structured content in each that is no error', async () => {
    await using home = temporaryHome();
    await using upstream = await startUpstream({
      handler: ({ url }) => cases[url.slice(1)]?.answer ?? { status: 599 },
    });
    const document = writeDocument(home.path, petsDocument(upstream.url, paths));
    const args = runnerArgs(
      '--openapi',
      document,
      '--output-schemas',
      '--lazy',
      'never',
      '--no-cache',
      '--max-response',
      '2000000',
      '--save-above',
      '5000',
    );
    const client = await connections[kind]!({ command: process.execPath, args, stderr: 'ignore' });
    try {
      const outcomes: Record<string, unknown> = {};
      for (const name of Object.keys(cases)) {
        const { isError, content, structuredContent } = await client.call(name);
        outcomes[name] = { failed: isError ?? false, empty: content.length === 0, structuredContent };
      }
      expect(outcomes).toEqual(expected);
    } finally {
      await client.close();
    }
  });
});
