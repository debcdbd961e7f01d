// Answers of more bytes than the official clients read in one message.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { startUpstream, temporaryHome, type UpstreamHandler } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs } from '../runner-process.ts';

const UNBOUNDED = ['--answer-budget', '0', '--save-above', '100000000', '--max-response', '20000000', '--no-cache'];

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly uri?: string;
}

interface Result {
  readonly content: readonly Block[];
  readonly structuredContent?: unknown;
  readonly isError?: boolean;
}

/** The official client, which ends the connection when a line is over 10 MB. */
async function connect(handler: UpstreamHandler, ...args: readonly string[]) {
  const stack = new AsyncDisposableStack();
  const home = stack.use(temporaryHome());
  const upstream = stack.use(await startUpstream({ handler }));
  const document = writeDocument(home.path, petsDocument(upstream.url));
  const client = new Client({ name: 'mcpm-test', version: '1.0.0' });
  stack.defer(() => client.close());
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: runnerArgs('--openapi', document, ...UNBOUNDED, ...args),
      stderr: 'ignore',
    }),
  );
  return {
    client,
    call: async (name: string, given: Record<string, unknown> = {}) =>
      (await client.callTool({ name, arguments: given })) as Result,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

test('R19: without a budget a text is bounded by what one message holds, and its pages are the whole of it', async () => {
  const text = 'a line of \u0001 text\n'.repeat(600_000);
  await using served = await connect(() => ({ headers: { 'content-type': 'text/plain' }, body: text }));
  const [first, note] = (await served.call('listPets')).content;
  const answer = /"answer":"(\w+)"/.exec(note?.text ?? '')?.[1];
  let read = first?.text ?? '';
  for (let page = 2, pages = 2; page <= pages; page += 1) {
    const [more, said] = (await served.call('read_answer', { answer, page })).content;
    pages = Number(/of (\d+) of the answer/.exec(said?.text ?? '')?.[1]);
    read += more?.text;
  }
  expect(read === text).toBe(true);
});

test('R19: an answer that fits a message only once is given without its structured copy', async () => {
  const items = Array.from({ length: 60_000 }, (_, id) => ({ id, name: 'A pet of a rather usual name, and "more"' }));
  const body = JSON.stringify({ items });
  await using served = await connect(() => ({ headers: { 'content-type': 'application/json' }, body }));
  const { content, structuredContent } = await served.call('listPets');
  expect(content).toHaveLength(1);
  expect(content[0]?.text === body).toBe(true);
  expect(structuredContent).toBeUndefined();
  expect((await served.client.listTools()).tools).not.toEqual([]);
});

test('R19: bytes of more than a message are saved whatever the limit is, and refused as a resource by the name of their file', async () => {
  const headers = { 'content-type': 'image/png' };
  const bytes = Buffer.alloc(9_000_000, 7);
  await using served = await connect(() => ({ headers, body: bytes }));
  const [link, line] = (await served.call('listPets')).content;
  expect(link?.type).toBe('resource_link');
  expect(line?.text).toMatch(/saved as .+\(sha256 \w{64}\)\.$/);
  await expect(served.client.readResource({ uri: link?.uri ?? '' })).rejects.toThrow(/read the file .+answer\.png/);

  await using stuck = await connect(() => ({ headers, body: bytes }), '--save-dir', '/dev/null/answers');
  const refused = await stuck.call('listPets');
  expect(refused.isError).toBe(true);
  expect(refused.content[0]?.text).toMatch(
    /9000000 bytes of image\/png, more than one message holds\. .* not be saved/,
  );
});
