// A legacy client of Streamable HTTP whose line breaks: what it missed comes when it is back.
import { beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '@mcpm/test-kit';
import { connectOfficial, type ClientKind } from '../src/clients/official-client.ts';
import { openFixture } from '../src/fixture/open-fixture.ts';
import { judgedRunner } from '../src/run/judged-runner.ts';
import { openCuttingProxy } from '../src/run/cutting-proxy.ts';
import { startRunner } from '../src/run/start-runner.ts';

const KINDS: readonly ClientKind[] = ['v1', 'v2-legacy'];

let bin: string;
beforeAll(async () => {
  bin = await judgedRunner();
});

describe.each(KINDS)('the official client %s behind a line that breaks', (kind) => {
  test('R41: hears, once it is back, that the list changed while it was away', async () => {
    await using fixture = await openFixture();
    await using runner = await startRunner('streamable', { bin, document: fixture.document, args: ['--watch'] });
    await using line = await openCuttingProxy(runner.url);
    await using client = await connectOfficial(kind, { transport: 'streamable', url: line.url });
    await using other = await connectOfficial(kind, { transport: 'streamable', url: runner.url });
    await client.call('test_trigger_tool_change');
    await eventually(() => expect([client.changes(), other.changes()]).toEqual([1, 1]));
    line.cut();
    await other.call('test_trigger_tool_change');
    await eventually(() => expect(other.changes()).toBe(2));
    expect(client.changes()).toBe(1);
    line.mend();
    await eventually(() => expect(client.changes()).toBe(2));
  });

  test('gets the result of a call that was under way when the line broke', async () => {
    await using fixture = await openFixture();
    await using runner = await startRunner('streamable', { bin, document: fixture.document });
    await using line = await openCuttingProxy(runner.url);
    await using client = await connectOfficial(kind, { transport: 'streamable', url: line.url });
    const begun = Promise.withResolvers<void>();
    const call = client.call('test_tool_with_progress', {}, { onProgress: () => begun.resolve() });
    await begun.promise;
    line.cut();
    line.mend();
    expect(await call).toMatchObject({ isError: false, text: expect.stringContaining('100 of 100') });
    expect(fixture.upstream.requests.filter(({ url }) => url === '/progress')).toHaveLength(1);
  });
});
