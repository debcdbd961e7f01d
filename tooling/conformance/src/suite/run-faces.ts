// Owns the runs of the suite: each revision on each transport it can be spoken on, a runner and a document of its own for each.
import { openBridge } from '../bridge/open-bridge.ts';
import { sseChannel } from '../bridge/sse-channel.ts';
import { stdioChannel } from '../bridge/stdio-channel.ts';
import { openFixture } from '../fixture/open-fixture.ts';
import { runnerCommand, startRunner } from '../run/start-runner.ts';
import { runSuite, type Check, type Revision } from './run-suite.ts';

/** A transport and a revision; the HTTP+SSE of 2024-11-05 has no modern era. */
export interface Face {
  readonly transport: 'streamable' | 'stdio' | 'sse';
  readonly revision: Revision;
}

/** Every run, the transport the suite speaks by itself first. */
export const FACES: readonly Face[] = [
  { transport: 'streamable', revision: '2025-11-25' },
  { transport: 'streamable', revision: '2026-07-28' },
  { transport: 'stdio', revision: '2025-11-25' },
  { transport: 'stdio', revision: '2026-07-28' },
  { transport: 'sse', revision: '2025-11-25' },
];

/** Runs the suite once against the runner at `bin`. */
export async function runFace(bin: string, { transport, revision }: Face): Promise<readonly Check[]> {
  await using fixture = await openFixture();
  const start = { bin, document: fixture.document, args: ['--watch'] };
  if (transport === 'stdio') {
    await using bridge = await openBridge(stdioChannel(runnerCommand(start)));
    return await runSuite(bridge.url, revision);
  }
  await using runner = await startRunner(transport, start);
  if (transport === 'streamable') return await runSuite(runner.url, revision);
  await using bridge = await openBridge(sseChannel(runner.url));
  return await runSuite(bridge.url, revision);
}
