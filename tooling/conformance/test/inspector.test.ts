// The official Inspector on its command line, over every transport and era it negotiates.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Target } from '../src/clients/official-client.ts';
import { openFixture, type Fixture } from '../src/fixture/open-fixture.ts';
import { runInspector, type InspectorEra } from '../src/inspector/run-inspector.ts';
import { judgedRunner } from '../src/run/judged-runner.ts';
import { runnerCommand, startRunner } from '../src/run/start-runner.ts';

type Transport = 'stdio' | 'streamable' | 'sse';

const WAYS: readonly { readonly transport: Transport; readonly era: InspectorEra }[] = [
  { transport: 'stdio', era: 'legacy' },
  { transport: 'stdio', era: 'auto' },
  { transport: 'stdio', era: 'modern' },
  { transport: 'streamable', era: 'legacy' },
  { transport: 'streamable', era: 'auto' },
  { transport: 'streamable', era: 'modern' },
  { transport: 'sse', era: 'legacy' },
];

const scope = new AsyncDisposableStack();
let targets: Readonly<Record<Transport, Target>>;
let fixture: Fixture;

beforeAll(async () => {
  const bin = await judgedRunner();
  fixture = scope.use(await openFixture());
  const start = { bin, document: fixture.document, args: ['--log-level', 'error'] };
  const streamable = scope.use(await startRunner('streamable', { bin, document: fixture.document }));
  const sse = scope.use(await startRunner('sse', { bin, document: fixture.document }));
  targets = {
    stdio: runnerCommand(start),
    streamable: { transport: 'streamable', url: streamable.url },
    sse: { transport: 'sse', url: sse.url },
  };
});
afterAll(() => scope.disposeAsync());

describe.each(WAYS)('the Inspector over $transport, era $era', ({ transport, era }) => {
  test('finds no fault with the schemas of the tools, be it ever so strict', async () => {
    const run = await runInspector(targets[transport], era, ['tools/list', '--strict']);
    expect(run).toEqual({ code: 0, complaints: '', answer: { result: expect.anything() } });
    expect(JSON.stringify(run.answer)).toContain('"name":"echo"');
  });

  test('calls a tool', async () => {
    const method = ['tools/call', '--tool-name', 'echo', '--tool-arg', 'text=hello'];
    const { code, answer } = await runInspector(targets[transport], era, method);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ result: { content: [{ type: 'text', text: 'hello' }] } });
  });

  test('lists the resources', async () => {
    const { code, answer } = await runInspector(targets[transport], era, ['resources/list']);
    expect({ code, answer }).toMatchObject({ code: 0, answer: { result: { resources: expect.any(Array) } } });
  });
});
