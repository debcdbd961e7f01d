import { rawStreamableClient } from '@mcpm/test-kit';
import { expect, test } from 'vitest';
import { createMcpProbe } from '../../src/index.ts';
import { Child } from '../child.ts';
import { openDoor } from '../door.ts';
import { promises } from '../promises.ts';

const soon = () => AbortSignal.timeout(5000);

test(`${promises.P20}: a legacy server is asked server/discover once, then ping`, async () => {
  await using child = new Child('speaks-legacy');
  const probe = createMcpProbe();
  await probe.ready({ pipe: child.pipe, signal: soon() });
  await probe.check({ pipe: child.pipe, signal: soon() });
  await probe.check({ pipe: child.pipe, signal: soon() });
  await child.says('asked ping\nasked ping\n');
  expect(child.stderr).toBe('asked server/discover\nasked ping\nasked ping\n');
});

test(`${promises.P20}: a server of both eras answers server/discover`, async () => {
  await using child = new Child('speaks-stdio');
  const probe = createMcpProbe();
  await expect(probe.ready({ pipe: child.pipe, signal: soon() })).resolves.toBeUndefined();
  await expect(probe.check({ pipe: child.pipe, signal: soon() })).resolves.toBeUndefined();
});

test('a probe and the clients of the gateway share a pipe without hearing each other', async () => {
  await using child = new Child('speaks-stdio');
  const probe = createMcpProbe();
  await probe.ready({ pipe: child.pipe, signal: soon() });
  await using door = await openDoor([child.stdio('tools')]);
  await using client = rawStreamableClient({ url: door.url('tools'), era: 'legacy' });
  await client.initialize();
  const [called] = await Promise.all([
    client.callTool('echo', { value: 'mine', afterMs: 50 }),
    ...[1, 2, 3].map(() => probe.check({ pipe: child.pipe, signal: soon() })),
  ]);
  expect(called.content[0]?.text).toBe('mine');
});

test('a server that says nothing is given up when the wait is ended; one without a pipe at once', async () => {
  await using child = new Child('never-answers');
  const probe = createMcpProbe();
  await expect(probe.check({ pipe: child.pipe, signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
  await expect(probe.check({ pipe: child.pipe, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  await expect(probe.check({ pipe: undefined, signal: soon() })).rejects.toMatchObject({ name: 'NotAsked' });
});
