import {
  eventually,
  rawSseClient,
  rawStdioClient,
  rawStreamableClient,
  temporaryHome,
  type RawMcpClient,
} from '@mcpm/test-kit';
import { describe, expect, test } from 'vitest';
import { petsDocument, writeDocument } from '../pets-document.ts';
import { runnerArgs, startRunner, type RunnerProcess } from '../runner-process.ts';

const base = 'http://127.0.0.1:9';
const other = petsDocument(base, { '/one': { get: { operationId: 'one' } } });

function listChanges({ notifications }: RawMcpClient): number {
  return notifications.filter(({ method }) => method === 'notifications/tools/list_changed').length;
}

async function names(client: RawMcpClient): Promise<string[]> {
  return (await client.listTools()).map(({ name }) => name);
}

/** What a client sees, and how often it was told that the list changed, at the start and after each of three edits. */
interface Seen {
  readonly tools: readonly string[];
  readonly told: number;
}

/** A broken edit, one that changes the tools, and one that changes nothing a client sees. */
async function seeEdits(home: string, client: RawMcpClient, said: () => string): Promise<Seen[]> {
  const look = async (): Promise<Seen> => ({ tools: await names(client), told: listChanges(client) });
  const seen = [await look()];
  writeDocument(home, '{"openapi": ');
  await eventually(() => expect(said()).toContain('The last good document stays'), { timeoutMs: 10_000 });
  seen.push(await look());
  writeDocument(home, other);
  await eventually(() => expect(listChanges(client)).toBeGreaterThan(0), { timeoutMs: 10_000 });
  seen.push(await look());
  writeDocument(home, { ...other, info: { title: 'Renamed', version: '1.0.0' } });
  await eventually(() => expect(said()).toContain('Renamed'), { timeoutMs: 10_000 });
  seen.push(await look());
  return seen;
}

const expected: readonly Seen[] = [
  { tools: ['listPets', 'createPet', 'read_answer'], told: 0 },
  { tools: ['listPets', 'createPet', 'read_answer'], told: 0 },
  { tools: ['one', 'read_answer'], told: 1 },
  { tools: ['one', 'read_answer'], told: 1 },
];

describe.each(['legacy', 'modern'] as const)('--watch in the %s era', (era) => {
  test('R41: a client on Streamable HTTP hears of changed tools, not of a broken edit', async () => {
    await using home = temporaryHome();
    await using runner = startRunner([
      '--openapi',
      writeDocument(home.path, petsDocument(base)),
      '--transport',
      'streamable',
      '--port',
      '0',
      '--watch',
    ]);
    await using client = rawStreamableClient({ url: await runner.url(), era });
    if (era === 'legacy') await client.initialize();
    await client.listen();
    expect(await seeEdits(home.path, client, () => runner.stderr())).toEqual(expected);
  });
});

test('R41: a client on stdio hears of changed tools, not of a broken edit', async () => {
  await using home = temporaryHome();
  const args = runnerArgs('--openapi', writeDocument(home.path, petsDocument(base)), '--watch');
  await using client = rawStdioClient({ command: process.execPath, args });
  await client.initialize();
  expect(await seeEdits(home.path, client, () => client.stderr())).toEqual(expected);
});

test('R41: a client on SSE hears of changed tools, not of a broken edit', async () => {
  await using home = temporaryHome();
  await using runner = startRunner([
    '--openapi',
    writeDocument(home.path, petsDocument(base)),
    '--transport',
    'sse',
    '--port',
    '0',
    '--watch',
  ]);
  await using client = rawSseClient({ url: await runner.url() });
  await client.initialize();
  expect(await seeEdits(home.path, client, () => runner.stderr())).toEqual(expected);
});

test('R41: SIGHUP reloads without --watch', async () => {
  await using home = temporaryHome();
  await using runner: RunnerProcess = startRunner([
    '--openapi',
    writeDocument(home.path, petsDocument(base)),
    '--transport',
    'streamable',
    '--port',
    '0',
  ]);
  await using client = rawStreamableClient({ url: await runner.url(), era: 'modern' });
  expect(await client.listTools()).toHaveLength(3);
  writeDocument(home.path, other);
  runner.child.kill('SIGHUP');
  await eventually(async () => expect(await names(client)).toEqual(['one', 'read_answer']), { timeoutMs: 10_000 });
});
