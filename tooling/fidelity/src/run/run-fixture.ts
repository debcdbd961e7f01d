// Owns all passes over one fixture: its upstream, its files, its runners.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CallToolResult } from '@modelcontextprotocol/client';
import { temporaryHome } from '@mcpm/test-kit';
import type { FidelityCase, FixtureName } from '../case.ts';
import type { Places } from '../documents/fill-places.ts';
import { writeFixture } from '../documents/write-fixture.ts';
import { FIXTURES } from '../fixtures.ts';
import { fillPlaces } from '../documents/fill-places.ts';
import type { Pass } from './pass.ts';
import { startRecordingUpstream } from './recording-upstream.ts';
import { runPass, type Outcome } from './run-pass.ts';

/** What a fixture is run with. */
export interface FixtureRun {
  readonly name: FixtureName;
  readonly cases: readonly FidelityCase[];
  readonly passes: readonly Pass[];
  /** The runner's file. */
  readonly bin: string;
}

/** Runs the passes one after the other; they share the upstream and so the document, which comes from the cache of compiled documents after the first. */
export async function runFixture({ name, cases, passes, bin }: FixtureRun): Promise<readonly Outcome[]> {
  const fixture = FIXTURES[name];
  await using home = temporaryHome();
  await using upstream = await startRecordingUpstream();
  const folder = join(home.path, 'files');
  mkdirSync(folder);
  const places: Places = { origin: upstream.origin, other: upstream.other, port: upstream.port, folder };
  const written = writeFixture(fixture, cases, places);
  upstream.publish(written.text);
  const env = { MCPM_CACHE_DIR: join(home.path, 'cache'), ...fillPlaces(fixture.env ?? {}, places) };
  const start = { bin, args: written.args, env };
  const context = {
    cases,
    upstream,
    places,
    start,
    names: new Map<string, string>(),
    results: new Map<string, CallToolResult>(),
  };
  const outcomes: Outcome[] = [];
  for (const pass of passes) outcomes.push(...(await runPass(pass, context)));
  return outcomes;
}
