// Owns the ways to a runner: every transport with every official client that speaks it.
import { openFixture, type Fixture } from '../fixture/open-fixture.ts';
import { runnerCommand, startRunner } from '../run/start-runner.ts';
import { connectOfficial, type ClientKind, type OfficialClient } from './official-client.ts';

/** A client and a transport. */
export interface Way {
  readonly kind: ClientKind;
  readonly transport: 'stdio' | 'sse' | 'streamable';
}

/** All of them; HTTP+SSE has no modern era. */
export const WAYS: readonly Way[] = [
  { kind: 'v1', transport: 'stdio' },
  { kind: 'v1', transport: 'sse' },
  { kind: 'v1', transport: 'streamable' },
  { kind: 'v2-legacy', transport: 'stdio' },
  { kind: 'v2-legacy', transport: 'sse' },
  { kind: 'v2-legacy', transport: 'streamable' },
  { kind: 'v2-modern', transport: 'stdio' },
  { kind: 'v2-modern', transport: 'streamable' },
];

/** A client, the runner it talks with, and the API behind; all end with the scope. */
export interface Reached extends AsyncDisposable {
  readonly client: OfficialClient;
  readonly fixture: Fixture;
}

/** Starts a runner with a document of its own and connects. */
export async function reach(bin: string, { kind, transport }: Way): Promise<Reached> {
  await using scope = new AsyncDisposableStack();
  const fixture = scope.use(await openFixture());
  const start = { bin, document: fixture.document, args: ['--watch'] };
  const target =
    transport === 'stdio'
      ? runnerCommand(start)
      : { transport, url: scope.use(await startRunner(transport, start)).url };
  const client = scope.use(await connectOfficial(kind, target));
  const kept = scope.move();
  return { client, fixture, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
