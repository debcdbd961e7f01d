import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, rawStdioClient, rawStreamableClient, startUpstream, temporaryHome } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { petsDocument } from '../pets-document.ts';
import { runnerArgs, startRunner } from '../runner-process.ts';

/** A server of documents that gives them out in turn, and the last one from then on. */
function startDocuments(...documents: readonly { readonly status?: number; readonly body: string }[]) {
  let asked = 0;
  return startUpstream({
    handler: () => {
      const { status = 200, body } = documents[Math.min(asked, documents.length - 1)] ?? { body: '' };
      asked += 1;
      return { status, headers: { 'Content-Type': 'application/json' }, body };
    },
  });
}

const good = JSON.stringify(petsDocument('http://169.254.169.254'));

test('R40: a first document that comes late is kept on disk and told of like one that was there at once', async () => {
  await using home = temporaryHome();
  await using documents = await startDocuments({ status: 503, body: '' }, { body: good });
  const cache = join(home.path, 'cache');
  await using client = rawStdioClient({
    command: process.execPath,
    args: runnerArgs('--openapi', `${documents.url}/openapi.json`, '--cache-dir', cache),
  });
  await client.initialize();
  await eventually(async () => expect((await client.listTools()).map(({ name }) => name)).toContain('listPets'), {
    timeoutMs: 15_000,
  });
  await eventually(() => expect(readdirSync(cache)).toHaveLength(1), { timeoutMs: 5_000 });
  await eventually(() => expect(client.stderr()).toContain('Clients get one tool that says so'));
  await eventually(() => expect(client.stderr()).toContain('Calls to http://169.254.169.254 will be refused'));
  expect(client.stderr().match(/2 tools of 2 operations/g)).toHaveLength(1);
  expect(client.notifications.map(({ method }) => method)).toContain('notifications/tools/list_changed');
});

test('who asks for the resources while the document loads is told of it by its name', async () => {
  const { promise, resolve } = Promise.withResolvers<{ readonly body: string }>();
  await using documents = await startUpstream({ handler: () => promise });
  await using client = rawStdioClient({
    command: process.execPath,
    args: runnerArgs('--openapi', `${documents.url}/openapi.json`),
  });
  await client.initialize();
  const listed = client.request('resources/list');
  await eventually(() => expect(documents.requests).toHaveLength(1));
  resolve({ body: good });
  expect(await listed).toMatchObject({ resources: [{ uri: 'openapi://document', name: 'Pets' }] });
});

test('a document that a reload brings keeps a server that nobody had asked yet, instead of its first failure ending it', async () => {
  await using documents = await startDocuments({ body: '{"openapi": "3.1.0", ' }, { body: good });
  const args = ['--openapi', `${documents.url}/openapi.json`, '--transport', 'streamable', '--port', '0'];
  await using runner = startRunner(args);
  const url = await runner.url();
  await eventually(() => expect(documents.requests).toHaveLength(1));
  runner.child.kill('SIGHUP');
  await eventually(() => expect(runner.stderr()).toContain('2 tools of 2 operations'), { timeoutMs: 15_000 });
  // Two seconds after its failure a server that nobody asks leaves.
  const leaves = eventually(
    () => {
      if (runner.child.exitCode === null) throw new Error('It stays');
    },
    { timeoutMs: 2_500 },
  );
  await expect(leaves).rejects.toThrow('It stays');
  expect(runner.stderr()).not.toContain('document_unusable');
  await using client = rawStreamableClient({ url });
  await client.initialize();
  expect((await client.listTools()).map(({ name }) => name)).toContain('createPet');
});
