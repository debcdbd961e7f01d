// Many clients that number their requests alike, at once: every one gets its own answers.
import { beforeAll, describe, expect, test } from 'vitest';
import { rawSseClient, rawStdioClient, rawStreamableClient, type RawMcpClient } from '@mcpm/test-kit';
import { openFixture } from '../src/fixture/open-fixture.ts';
import { judgedRunner } from '../src/run/judged-runner.ts';
import { runnerCommand, startRunner } from '../src/run/start-runner.ts';

/** Calls each client makes; the n-th of all clients have one id. */
const CALLS = 6;
/** Processes are dear, connections are not. */
const PROCESSES = 8;
const CLIENTS = 64;

let bin: string;
beforeAll(async () => {
  bin = await judgedRunner();
});

/** What went to another client than it was for: `expected → got`. */
async function crossed(clients: readonly RawMcpClient[]): Promise<readonly string[]> {
  await Promise.all(clients.map((client) => (client.era === 'legacy' ? client.initialize() : client.discover())));
  const all = clients.flatMap((client, place) =>
    Array.from({ length: CALLS }, async (_, round) => {
      const text = `client ${place}, call ${round}`;
      const { content } = await client.callTool('echo', { text });
      const got = content[0]?.text;
      return got === text ? [] : [`${text} → ${got}`];
    }),
  );
  const wrong = (await Promise.all(all)).flat();
  await Promise.all(clients.map((client) => client.close()));
  return wrong;
}

describe('R39: the same ids from many clients never cross', () => {
  test.each(['legacy', 'modern'] as const)('R39: on stdio, 8 processes, %s', async (era) => {
    await using fixture = await openFixture();
    const command = runnerCommand({ bin, document: fixture.document });
    const clients = Array.from({ length: PROCESSES }, () => rawStdioClient({ ...command, era }));
    expect(await crossed(clients)).toEqual([]);
  });

  test('R39: on HTTP+SSE, 64 streams', async () => {
    await using fixture = await openFixture();
    await using runner = await startRunner('sse', { bin, document: fixture.document });
    const clients = Array.from({ length: CLIENTS }, () => rawSseClient({ url: runner.url }));
    expect(await crossed(clients)).toEqual([]);
  });

  test.each(['legacy', 'modern'] as const)('R39: on Streamable HTTP, 64 clients, %s', async (era) => {
    await using fixture = await openFixture();
    await using runner = await startRunner('streamable', { bin, document: fixture.document });
    const clients = Array.from({ length: CLIENTS }, () => rawStreamableClient({ url: runner.url, era }));
    expect(await crossed(clients)).toEqual([]);
  });
});
